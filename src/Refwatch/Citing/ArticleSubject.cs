using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Citing;

/// <summary>What an article is about: all of its sentences are, whether they name it or say "he".</summary>
internal static class ArticleSubject
{
    /// <summary>The words of the title in an article's address, romanised: "…/wiki/Daulet_Sarin" is daulet, sarin.</summary>
    public static IReadOnlySet<string> Of(string article)
    {
        var title = Uri.UnescapeDataString(article[(article.LastIndexOf('/') + 1)..]);
        return Tokenizer.Read(title.Replace('_', ' '), decimalComma: false)
            .Where(static token => token.Kind == TokenKind.Word)
            .Select(static token => Romanization.Of(token.Key))
            .ToHashSet(StringComparer.Ordinal);
    }
}
