using Refwatch.Extracting;
using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>Says what a fetch means for the reference.</summary>
public static class Judge
{
    /// <param name="capture">The fetch.</param>
    /// <param name="document">Its answer, opened; null when there is none.</param>
    /// <param name="content">The answer's main text; null when it is not HTML.</param>
    /// <param name="lastGood">The main text of the last readable capture, when there is one: what the page used to say.</param>
    public static Verdict Decide(Capture capture, WebDocument? document, PageContent? content, PageContent? lastGood) =>
        throw new NotImplementedException();
}
