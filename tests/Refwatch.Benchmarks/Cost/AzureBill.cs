using System.Globalization;
using System.Text;

namespace Refwatch.Benchmarks.Cost;

/// <summary>What a day on Azure costs: storage operations counted in visits made here, times a stated spread of pages over hosts, times list prices.</summary>
internal static class AzureBill
{
    private static readonly long[] ReferencesADay = [1_000, 100_000, 10_000_000];

    /// <summary>One request and the pause after it.</summary>
    private const double SecondsAPage = 2;

    /// <summary>Of pages a day, whose main text or verdict changed.</summary>
    private const double ChangedShare = 0.03;

    /// <summary>A capture of a news page, compressed, with its records and index lines.</summary>
    private const double KilobytesACapture = 40;

    public static string Markdown()
    {
        var counts = VisitCounts.Measure();
        var text = new StringBuilder();
        text.AppendLine("| storage operations | read | write | list | lease | delete | sum |");
        text.AppendLine("| --- | --: | --: | --: | --: | --: | --: |");
        Row(text, "a planner's look that finds nothing due", counts.IdlePlan);
        Row(text, "the planner, for each host that is due", counts.Planned);
        Row(text, "a visit, nothing changed (1 page)", counts.Visit);
        Row(text, $"a visit, nothing changed ({VisitCounts.Pages} pages)", counts.LargeVisit);
        Row(text, "and for each page whose claims changed", counts.Changed);
        text.AppendLine();
        text.AppendLine("| references a day | hosts | visits | storage operations | their price | execution | price | capture growth | price of a day |");
        text.AppendLine("| --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        foreach (var references in ReferencesADay)
        {
            var spread = Spread.Of(references);
            var visits = spread.VisitsADay(SecondsAPage);
            var storage = (counts.Planned + counts.Visit).Times(visits) + counts.Changed.Times(references * ChangedShare) + counts.IdlePlan.Times(24 * 12);
            var gigabyteSeconds = references * SecondsAPage / Prices.VisitsAtOnce * Prices.InstanceGigabytes;
            var executions = visits + (24 * 12) + (24 * 60);
            var compute = Prices.Compute(gigabyteSeconds, executions);
            var growth = references * ChangedShare * KilobytesACapture / 1e6;
            var queue = visits * 4 * Prices.QueueOperation;
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {references:N0} | {spread.Hosts:N0} | {visits:N0} | {storage.Sum:N0} | ${Prices.Of(storage) + queue:N2} | {gigabyteSeconds:N0} GB-s | ${compute:N2} | {growth:N2} GB | ${Prices.Of(storage) + queue + compute:N2} |");
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string what, Operations operations) => text.AppendLine(CultureInfo.InvariantCulture,
        $"| {what} | {operations.Read:0.#} | {operations.Write:0.#} | {operations.List:0.#} | {operations.Lease:0.#} | {operations.Delete:0.#} | {operations.Sum:0.#} |");
}
