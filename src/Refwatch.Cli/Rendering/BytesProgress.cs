using System.Globalization;

namespace Refwatch.Cli.Rendering;

/// <summary>A line on the terminal that counts megabytes; nothing where standard error is a file or a pipe.</summary>
internal sealed class BytesProgress(string what) : IProgress<long>, IDisposable
{
    private const long Step = 8 * 1024 * 1024;

    private long _shown;

    public void Report(long value)
    {
        if (value - _shown >= Step && !Console.IsErrorRedirected)
        {
            _shown = value;
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value / 1e6:0} MB {what}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_shown > 0)
        {
            Console.Error.Write("\r\x1b[K");
            _shown = 0;
        }
    }
}
