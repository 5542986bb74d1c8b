using System.Text;
using Refwatch.Fetching;

namespace Refwatch.Mementos;

/// <summary>
/// Tells a publisher's wish from a missing memento. The Wayback Machine answers for an excluded site with 403 or 404, names a Java exception
/// in a header field of its own, and says "This URL has been excluded from the Wayback Machine".
/// </summary>
internal static class Withholding
{
    private const int MaxBody = 64 * 1024;

    private static readonly string[] Marks =
    [
        "AdministrativeAccessControlException", "RobotAccessControlException", "Blocked Site Error", "Blocked By Robots",
        "has been excluded from the Wayback Machine", "cannot be crawled or displayed due to robots.txt",
    ];

    /// <summary>What shows that the service may not give the memento out; null when nothing does.</summary>
    public static string? Sign(Exchange answer)
    {
        if (answer.Status == 451)
        {
            return "HTTP 451: withheld for legal reasons"; // RFC 7725
        }

        if (answer.Status is not (200 or 403 or 404) || answer.Header("Memento-Datetime") is not null)
        {
            return null;
        }

        var bytes = ContentCoding.Undo(answer.Body, answer.Header("Content-Encoding"), MaxBody);
        var said = $"{answer.Header("X-Archive-Wayback-Runtime-Error")} {Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, MaxBody)))}";
        return Array.Find(Marks, mark => said.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }
}
