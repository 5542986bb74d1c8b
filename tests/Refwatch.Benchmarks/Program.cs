Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Refwatch.Benchmarks -- quality");
return 2;
