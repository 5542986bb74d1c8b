using Refwatch.Fetching;

namespace Refwatch.Citing;

/// <summary>Reads an article's references and cited passages from its rendered HTML, in both of MediaWiki's renderings.</summary>
public static class ReferenceReader
{
    public static ArticleReferences Read(WebDocument document) => throw new NotImplementedException();
}
