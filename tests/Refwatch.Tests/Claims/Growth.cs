using System.Diagnostics;
using Xunit;

namespace Refwatch.Tests.Claims;

/// <summary>Asserts that time grows with the length of a text and not with its square, however busy the machine is.</summary>
internal static class Growth
{
    private const int Short = 50_000;
    private const int Factor = 4;

    /// <summary>Four times the text may take ten times as long, linear work takes four and quadratic work sixteen; what takes no time proves nothing.</summary>
    public static void AssertLinear(string part, Action<string> work)
    {
        var small = Best(part, Short, work);
        var large = Best(part, Short * Factor, work);
        Assert.True(large < TimeSpan.FromMilliseconds(500) || large < small * 10, $"{Short:N0} characters: {small}, {Short * Factor:N0}: {large}");
    }

    private static TimeSpan Best(string part, int length, Action<string> work)
    {
        var text = string.Concat(Enumerable.Repeat(part, length / part.Length));
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var clock = Stopwatch.StartNew();
            work(text);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        return best;
    }
}
