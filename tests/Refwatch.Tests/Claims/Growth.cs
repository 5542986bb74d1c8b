namespace Refwatch.Tests.Claims;

/// <summary>Hostile text of a length at which quadratic work would not end in a test's time; `claims-speed` of the benchmarks measures the curve.</summary>
internal static class Growth
{
    private const int Length = 200_000;

    public static void Survives(string part, Action<string> work) => work(string.Concat(Enumerable.Repeat(part, Length / part.Length)));
}
