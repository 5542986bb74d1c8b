namespace Refwatch.Archiving;

/// <summary>What can be wrong around a record without touching what it says.</summary>
internal static class WarcProblem
{
    public const string NoId = "no WARC-Record-ID";
    public const string NoEmptyLines = "no two empty lines behind the block";
    public const string BytesBehind = "bytes behind the record that are none";
    public const string NoMember = "the record has no gzip member of its own: it can't be read by its offset";
    public const string Checksum = "the gzip member's checksum is not that of its content, or is missing";

    /// <summary>The record says what its writer meant: its faults lie around it, or its block digest proves it in spite of them.</summary>
    public static bool SparesRecord(WarcRecord record, IEnumerable<string> problems) => problems.All(
        problem => problem is NoId or NoEmptyLines or BytesBehind or NoMember || (problem is Checksum && WarcDigest.ProvesBlock(record)));
}
