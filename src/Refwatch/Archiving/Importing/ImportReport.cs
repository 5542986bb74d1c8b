namespace Refwatch.Archiving.Importing;

/// <summary>What became of a file's records.</summary>
public sealed class ImportReport
{
    private const int MostFaults = 1000;

    private readonly List<ImportFault> _faults = [];
    private readonly SortedDictionary<string, int> _passedOver = new(StringComparer.Ordinal);

    /// <summary>Captures that are new to the archive.</summary>
    public int Kept { get; internal set; }

    /// <summary>Captures that it held already.</summary>
    public int Held { get; internal set; }

    /// <summary>Records that are no captures, by kind and reason: nothing is wrong with them.</summary>
    public IReadOnlyDictionary<string, int> PassedOver => _passedOver;

    /// <summary>What is wrong with the file, in its order; the first thousand.</summary>
    public IReadOnlyList<ImportFault> Faults => _faults;

    /// <summary>Records that ought to have been kept and could not be.</summary>
    public int Lost { get; private set; }

    internal void PassOver(string what) => _passedOver[what] = _passedOver.GetValueOrDefault(what) + 1;

    internal void Fault(long offset, string what, bool isLost)
    {
        Lost += isLost ? 1 : 0;
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new ImportFault(offset, what, isLost));
        }
    }
}

/// <summary>Something wrong at a place of a file.</summary>
/// <param name="Offset">In bytes of the file as it is stored.</param>
/// <param name="What">The fault, for a person.</param>
/// <param name="IsLost">The record is not in the archive; else it is, in spite of the fault.</param>
public sealed record ImportFault(long Offset, string What, bool IsLost);
