namespace Refwatch.Benchmarks.Cost;

/// <summary>
/// List prices in US dollars, East US, hot tier, zone-redundant, pay as you go, taken down by hand from
/// https://azure.microsoft.com/pricing/details/storage/blobs/, …/storage/queues/ and …/functions/: check them before you decide by them.
/// </summary>
internal static class Prices
{
    private const double WriteOrList = 0.0625 / 10_000;
    private const double ReadOrOther = 0.004 / 10_000;
    private const double GigabyteSecond = 0.000026;
    private const double Execution = 0.40 / 1_000_000;
    private const double FreeGigabyteSecondsADay = 100_000 / 30.0;
    private const double FreeExecutionsADay = 250_000 / 30.0;

    public const double QueueOperation = 0.004 / 10_000;

    /// <summary>Messages that one instance works on at once (host.json: batchSize).</summary>
    public const int VisitsAtOnce = 8;

    /// <summary>The smallest instance that infra/ asks for.</summary>
    public const int InstanceGigabytes = 2;

    /// <summary>Deleting is free; a lease is taken and given back.</summary>
    public static double Of(Operations operations) =>
        ((operations.Write + operations.List) * WriteOrList) + ((operations.Read + (2 * operations.Lease)) * ReadOrOther);

    public static double Compute(double gigabyteSeconds, double executions) =>
        (Math.Max(0, gigabyteSeconds - FreeGigabyteSecondsADay) * GigabyteSecond) + (Math.Max(0, executions - FreeExecutionsADay) * Execution);
}
