using Refwatch.Benchmarks.Quality;

if (args is ["quality", ..])
{
    var worst = Array.IndexOf(args, "--worst") is var at and >= 0 ? int.Parse(args[at + 1]) : 0;
    foreach (var set in (string[])["articles", "readability"])
    {
        if (args.Contains("--even")) ExtractionQuality.Worst(worst, set, i => i % 2 == 0);
        else if (args.Contains("--odd")) ExtractionQuality.Worst(worst, set, i => i % 2 == 1);
        else ExtractionQuality.Worst(worst, set, _ => true);
    }

    return 0;
}

if (args is ["claims", ..])
{
    if (args is [_, "speed"])
    {
        ClaimsSpeed.Write();
        return 0;
    }

    Console.WriteLine(ClaimsQuality.Markdown(args.Length > 1 ? int.Parse(args[1]) : 0, peers: false));
    return 0;
}

Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Refwatch.Benchmarks -- quality");
return 2;
