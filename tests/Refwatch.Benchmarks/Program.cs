using Refwatch.Benchmarks.Quality;

if (args is ["anc", var set0, var name0, var needle0])
{
    var page0 = (set0 == "a" ? LabelledPage.Articles() : LabelledPage.Readability()).First(p => p.Name == name0);
    var stack0 = new Stack<AngleSharp.Dom.INode>(); stack0.Push(page0.Open().Html!.DocumentElement);
    while (stack0.TryPop(out var n0))
    {
        if (n0 is AngleSharp.Dom.IText t0 && t0.Data.Contains(needle0))
        {
            Console.WriteLine("HIT");
            for (var a0 = n0.ParentElement; a0 != null; a0 = a0.ParentElement) Console.WriteLine($"  {a0.LocalName} .{a0.ClassName} #{a0.Id} {a0.GetAttribute("style")} {a0.GetAttribute("aria-hidden")} {a0.GetAttribute("role")}");
        }
        for (var i0 = n0.ChildNodes.Length - 1; i0 >= 0; i0--) stack0.Push(n0.ChildNodes[i0]);
    }

    return 0;
}

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

Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Refwatch.Benchmarks -- quality");
return 2;
