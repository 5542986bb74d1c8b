using BenchmarkDotNet.Running;
using Refwatch.Benchmarks.Cost;
using Refwatch.Benchmarks.Quality;
using Refwatch.Benchmarks.Speed;
using Refwatch.Tests;

// Each subject writes its own part of docs/quality.md.
(string Subject, Func<int, bool, string> Markdown)[] subjects =
[
    ("extraction", ExtractionQuality.Markdown),
    ("claims", ClaimsQuality.Markdown),
    ("impact", ImpactQuality.Markdown),
    ("verdicts", VerdictsQuality.Markdown),
];

switch (args)
{
    case ["quality", ..] when DevelopmentData.Folder is null:
        Console.Error.WriteLine("The development data is not beside the checkout: set REFWATCH_DATA to its folder.");
        return 3;

    case ["quality", .. var options]:
        var worst = Array.IndexOf(options, "--worst") is var at and >= 0 && int.TryParse(options.ElementAtOrDefault(at + 1), out var count) ? count : 0;
        var only = Array.IndexOf(options, "--only") is var chosen and >= 0 ? options.ElementAtOrDefault(chosen + 1) : null;
        foreach (var (subject, markdown) in subjects.Where(part => only is null || part.Subject == only))
        {
            var text = markdown(worst, !options.Contains("--no-peers"));
            Console.WriteLine(text);
            QualityDocument.Write(subject, text);
        }

        return 0;

    case ["speed", ..]:
        BenchmarkRunner.Run<ExtractionSpeed>();
        return 0;

    case ["claims-speed"]:
        var speed = ClaimsSpeed.Markdown();
        Console.WriteLine(speed);
        QualityDocument.Write("claims-speed", speed);
        return 0;

    case ["planner"]:
        var planner = PlannerScale.Markdown();
        Console.WriteLine(planner);
        QualityDocument.Write("planner", planner, "azure.md");
        return 0;

    case ["azure-bill"]:
        var bill = AzureBill.Markdown();
        Console.WriteLine(bill);
        QualityDocument.Write("bill", bill, "azure.md");
        return 0;

    case ["hostile"]:
        HostilePages.Run();
        return 0;

    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project tests/Refwatch.Benchmarks -- VERB
              quality [--worst N] [--no-peers] [--only extraction|claims|impact|verdicts]
                measure quality, print it, write docs/quality.md; the N worst pages with what was missed and what leaked;
                without other programs to compare with
              speed     extraction beside parsing, time and allocation
              claims-speed
                        the difference of two pages as they grow; writes its part of docs/quality.md
              azure-bill
                        storage operations of visits, counted, and what a day costs (docs/azure.md)
              planner   the planner among 1,000,000 watched pages (docs/azure.md)
              hostile   the biggest hostile pages
            """);
        return 2;
}
