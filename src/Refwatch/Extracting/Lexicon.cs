using System.Collections.Frozen;

namespace Refwatch.Extracting;

/// <summary>The words by which pages name their parts, in class names and in the labels that readers see.</summary>
internal static class Lexicon
{
    /// <summary>Whole class and id names, and the words that may stand in longer ones, lower case.</summary>
    public static FrozenDictionary<string, Mark> ClassWords { get; } = BuildClassWords();

    /// <summary>
    /// Whether a word of these class names or properties names the sentence between headline and body, and none a picture.
    /// </summary>
    public static bool NamesStandfirst(string? names)
    {
        if (names is not { Length: > 0 and < 200 }) return false;
        var isNamed = false;
        foreach (var range in names.AsSpan().SplitAny(" -_"))
        {
            if (names.AsSpan(range) is "caption" or "image" or "media" or "photo" or "picture" or "figure" or "video") return false;
            isNamed |= StandfirstWords.Contains(names.AsSpan(range));
        }

        return isNamed;
    }

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StandfirstWords = ((string[])
        [
            "standfirst", "dek", "deck", "lead", "lede", "leadin", "subtitle", "subheadline", "subhead", "subheading", "strapline",
            "summary", "intro", "description", "alternativeheadline", "excerpt", "abstract", "preamble", "ingress",
            "chapo", "chapeau", "vorspann", "entradilla", "bajada",
            "sottotitolo", "lid", "anons", "podzagolovok",
        ]).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenDictionary<string, Mark> BuildClassWords()
    {
        var words = new Dictionary<string, Mark>(StringComparer.Ordinal);
        Add(Mark.Body, """
            article-body articlebody article__body article-content articlecontent article-text articletext article__content
            story-body storybody
            story-content storytext story-text entry-content entrycontent post-content postcontent post-body postbody post-entry
            content-body body-copy bodycopy body-text bodytext mw-parser-output news-text news-content news_text text-content
            rich-text richtext
            """);
        Add(Mark.SmallPrint, """
            byline bylines author authors authorbox author-box dateline timestamp date dates datetime pubdate published publish posted
            meta metadata
            tags tag taglist keywords categories category cat credit credits copyright source views counter views-count reading-time
            readtime read-more readmore video kicker eyebrow rubric hatnote shortdescription caption-credit print updated
            username userinfo user-info postuser postprofile post-author message-user poster
            """);
        Add(Mark.Clutter, """
            share shares sharing sharebar sharetools sharebuttons share-buttons
            sharethis social socials socialshare addthis addtoany sharedaddy jp-relatedposts related relateds relatedposts related-posts
            relatedcontent recommended recommendation recommendations recommend recirc recirculation promo promos promoted promotion
            sponsor sponsored
            outbrain taboola zergnet revcontent newsletter newsletters subscribe subscription signup sign-up optin cookie cookies
            consent gdpr ad ads adv advert adverts advertisement advertising adsbygoogle adslot dfp banner popup
            modal overlay pager pagination paginator skip skiplink skip-link teaser teasers trending popular mostread most-read
            most-popular read-next readnext up-next upnext see-also more-news morenews also-read alsoread
            more-stories morestories more-on rating ratings votes vote poll login register searchform search-form toolbar tools disclaimer
            donate donation follow follow-us telegram whatsapp author-bio authorbio bio about-author about-the-author
            navbox noprint catlinks printfooter sistersitebox toc reflist references refbegin metadata-box ambox mbox-small
            navigation-not-searchable post-navigation postnav nextprev prev-next tagcloud widget-area accessibility-links cta
            gallery slideshow carousel slider lightbox swiper ticker videoplayer video-player jwplayer dropdown popover offcanvas
            onetrust cookiebar paywall-promo inline-promo promobox pullout readalso lazy-load-ad infolinks toast snackbar
            """);
        Add(Mark.Frame, """
            nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs crumbs footer sidebar vertical-navbox masthead topbar
            """);
        Add(Mark.Comments, """
            comment comments commentlist comment-list comments-area comments-section commentsection disqus disqus_thread livefyre respond
            fb-comments spot-im coral-talk hypercomments cackle vuukle
            """);
        Add(Mark.Unseen, """
            mw-editsection mw-jump-link cite-bracket sr-only off-screen offscreen visually-hidden visuallyhidden screen-reader-text
            screen-reader screenreader-only a11y-hidden element-invisible mwe-math-mathml-a11y noexcerpt rollover-block hovercard
            tooltip tooltiptext
            rollover
            """);
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Mark mark, string names)
        {
            foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) words.TryAdd(name, mark);
        }
    }
}
