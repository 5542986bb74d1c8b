namespace Refwatch.Archiving.Exporting;

/// <summary>What an export holds.</summary>
/// <param name="Captures">Captures of the selection.</param>
/// <param name="Originals">Captures beyond it that its revisits refer to.</param>
/// <param name="Bytes">Length of the WARC data.</param>
/// <param name="LeftOut">What could not be exported, a line each with the reason.</param>
public sealed record ExportReport(int Captures, int Originals, long Bytes, IReadOnlyList<string> LeftOut);
