using BenchmarkDotNet.Running;
using Refwatch.Benchmarks.Cost;
using Refwatch.Benchmarks.Quality;
using Refwatch.Benchmarks.Speed;
using Refwatch.Benchmarks.Storage;
using Refwatch.Tests;
using Refwatch.Watching;

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

    case ["storage", .. var sizes]:
        var growth = StorageGrowth.Markdown(
            sizes is [var pages, ..] ? int.Parse(pages) : 1000,
            sizes is [_, var checks, ..] ? int.Parse(checks) : 30,
            sizes.Contains("--all-policies") ? [ArchivePolicy.OnChange, ArchivePolicy.OnClaimChange, ArchivePolicy.Always] : [ArchivePolicy.OnChange]);
        Console.WriteLine(growth);
        QualityDocument.Write("storage", growth);
        return 0;

    case ["export-memory"]:
        var memory = ExportMemory.Markdown();
        Console.WriteLine(memory);
        QualityDocument.Write("export", memory);
        return 0;

    case ["export-once", var folder, var form]:
        await ExportMemory.ExportAsync(folder, form);
        return 0;

    case ["fixity"]:
        var fixity = FixityScale.Markdown();
        Console.WriteLine(fixity);
        QualityDocument.Write("fixity", fixity);
        return 0;

    case ["fixity-once", var archive, var what]:
        await FixityScale.RunAsync(archive, what);
        return 0;

    case ["fixity-fill", var target, var many, var urls]:
        await FixityScale.FillAsync(target!, 0, int.Parse(many!), i => i % int.Parse(urls!));
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
              storage [PAGES CHECKS] [--all-policies]
                        bytes of an archive beside wget's; writes docs/quality.md
              export-memory
                        peak memory of exports up to 2 GB (4 GB of disk); writes docs/quality.md
              fixity    memory and time of verify and reindex at 4,000 and 50,000 captures; writes docs/quality.md
            """);
        return 2;
}
