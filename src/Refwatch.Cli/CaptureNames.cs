using Refwatch.Archiving;
using Refwatch.Archiving.Fixity;

namespace Refwatch.Cli;

/// <summary>Captures as a person names them: a URL (all of them), TIMESTAMP/URL (the one at that time), or a blob.</summary>
internal static class CaptureNames
{
    public const string Help = "A URL, TIMESTAMP/URL (yyyyMMddHHmmss of a capture), or the name of a capture's blob.";

    /// <summary>The captures that a name stands for, oldest first, also those taken down.</summary>
    /// <exception cref="InputException">It stands for none.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(Archive archive, string name, CancellationToken cancellationToken)
    {
        var (time, url) = Split(name);
        if (url is null)
        {
            return [name];
        }

        var blobs = await archive.ListAsync(url, cancellationToken)
            .Where(line => line.Timestamp.StartsWith(time, StringComparison.Ordinal))
            .Select(static line => line.IsTakenDown ? CaptureContainer.CaptureOf(line.Filename) : line.Filename)
            .Distinct()
            .ToListAsync(cancellationToken);
        return blobs.Count > 0 ? blobs : throw new InputException($"{name}: the archive holds no such capture. `refwatch verify` finds captures that are not indexed.");
    }

    /// <summary>The URL, when the name is a URL without a time; null else.</summary>
    public static string? UrlOf(string name) => Split(name) is ("", { } url) ? url : null;

    private static (string Time, string? Url) Split(string name)
    {
        var digits = name.TakeWhile(char.IsAsciiDigit).Count();
        var url = digits > 0 && name.ElementAtOrDefault(digits) == '/' ? name[(digits + 1)..] : name;
        return Input.IsUrl(url, out _) ? (name[..(name.Length - url.Length)].TrimEnd('/'), url) : ("", null);
    }
}
