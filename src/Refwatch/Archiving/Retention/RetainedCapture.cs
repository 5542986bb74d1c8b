namespace Refwatch.Archiving.Retention;

/// <summary>A capture of a page that a retention rule looked at.</summary>
/// <param name="Page">The watched page.</param>
/// <param name="Blob">The capture.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="KeptBecause">Why it stays although it is older than the rule; null when nothing rests on it.</param>
public sealed record RetainedCapture(Uri Page, string Blob, long Bytes, string? KeptBecause);
