namespace Refwatch.Benchmarks.Cost;

/// <summary>
/// How pages lie on hosts: by Zipf's law, the first host having twice as many as the second, three times as many as the third, and so
/// on down to hosts with one page. Of the pages that Wikipedias cite, a few hosts have very many and most have one or two.
/// </summary>
internal sealed record Spread(long Hosts, double LargestHost)
{
    /// <summary>Half of the function's time-out is a visit's budget; a host with more pages takes more visits.</summary>
    private const double BudgetSeconds = 300;

    public static Spread Of(long pages)
    {
        // The last host has one page: largest / hosts = 1, and the sum of largest / i is pages.
        double hosts = pages;
        for (var i = 0; i < 50; i++)
        {
            hosts = pages / Harmonic(hosts);
        }

        return new Spread((long)hosts, hosts);
    }

    public double VisitsADay(double secondsAPage)
    {
        var pagesAVisit = BudgetSeconds / secondsAPage;
        var visits = 0.0;
        for (long host = 1; host <= Hosts; host++)
        {
            visits += Math.Ceiling(LargestHost / host / pagesAVisit);
        }

        return visits;
    }

    private static double Harmonic(double n) => Math.Log(n) + 0.5772156649 + (1 / (2 * n));
}
