namespace Refwatch.Benchmarks.Cost;

/// <summary>Storage operations by kind, as the store is asked for them.</summary>
internal sealed record Operations(double Read, double Write, double List, double Lease, double Delete)
{
    public double Sum => Read + Write + List + Lease + Delete;

    public static Operations operator +(Operations left, Operations right) =>
        new(left.Read + right.Read, left.Write + right.Write, left.List + right.List, left.Lease + right.Lease, left.Delete + right.Delete);

    public static Operations operator -(Operations left, Operations right) => left + right.Times(-1);

    public Operations Times(double factor) => new(Read * factor, Write * factor, List * factor, Lease * factor, Delete * factor);
}
