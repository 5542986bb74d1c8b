namespace Refwatch.Citing;

/// <summary>A paragraph, list item, table cell, caption … with the footnote markers in it.</summary>
/// <param name="Text">Its text without the markers; '\n' where a line was broken.</param>
/// <param name="Markers">In order of their offsets.</param>
/// <param name="IsRow">A whole table row, for a marker that stands alone in its cell.</param>
internal sealed record MarkedBlock(string Text, IReadOnlyList<Marker> Markers, bool IsRow);

/// <summary>A footnote marker.</summary>
/// <param name="NoteId">The note that it points at.</param>
/// <param name="Label">As readers see it, without brackets: "5", "a", "note 2".</param>
/// <param name="Name">The ref name, where the rendering keeps it.</param>
/// <param name="Offset">Where it stands in the block's text.</param>
internal readonly record struct Marker(string NoteId, string Label, string? Name, int Offset);
