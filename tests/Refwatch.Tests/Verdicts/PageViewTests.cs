using System.Text;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Verdicts;

/// <summary>What of a page is its own, and what announces others.</summary>
public sealed class PageViewTests
{
    private const string Sentence = "The ferry was late on Tuesday, the harbour master said, because of ice.";

    [Theory]
    [InlineData("<article><a href='/{0}'>Ice holds up the ferry again</a><p>{1}</p></article>")]
    [InlineData("<li><span>Tuesday</span> <a href='/{0}'>Ice</a> {1}</li>")]
    [InlineData("<div><img src='/{0}.jpg'><h3>Ice holds up the ferry</h3><p>{1}</p><a href='/{0}'>Read more</a></div>")]
    [InlineData("<a href='/{0}'><h3>Ice holds up the ferry</h3><p>{1}</p></a>")]
    [InlineData("<h3><a href='/{0}'>Ice holds up the ferry</a></h3><p>{1}</p>")]
    public void Boxes_side_by_side_that_begin_with_links_announce_other_pages(string box)
    {
        var view = Read($"<h1>Page not found</h1><div>{string.Concat(Enumerable.Range(1, 4).Select(i => string.Format(box, i, Sentence)))}</div>");

        Assert.Equal(0, view.ProseLength);
        Assert.True(view.TeaserProse > 4 * Sentence.Length);
        Assert.Equal("", view.Lead);
    }

    [Theory]
    [InlineData("<p><a href='/{0}'>The harbour master said</a> {1}</p>")]
    [InlineData("<p>{1} <a href='/{0}'>Ice holds up the ferry</a></p>")]
    [InlineData("<section><h3>The winter of {0}</h3><p>{1}</p></section>")]
    [InlineData("<li><a href='#note{0}'>Ice holds up the ferry</a> {1}</li>")]
    public void Paragraphs_and_sections_of_a_text_do_not(string part)
    {
        var view = Read($"<h1>Ice on the river</h1><div>{string.Concat(Enumerable.Range(1, 4).Select(i => string.Format(part, i, Sentence)))}</div>");

        Assert.True(view.ProseLength >= 4 * Sentence.Length);
        Assert.Equal(0, view.TeaserProse);
    }

    [Fact]
    public void Two_boxes_are_no_row()
    {
        var view = Read($"<h1>Ice</h1><ul><li><a href='/1'>Ice holds up the ferry</a> {Sentence}</li><li><a href='/2'>Ice holds up the train</a> {Sentence}</li></ul>");

        Assert.Equal(0, view.TeaserProse);
    }

    [Fact]
    public void The_smaller_headline_right_below_the_first_belongs_to_it()
    {
        Assert.Equal(["Oops", "Page not found"], Read("<h1>Oops</h1><h2>Page not found</h2><p>Sorry.</p><h2>News</h2>").Headings);
        Assert.Equal(["Ice on the river"], Read($"<h1>Ice on the river</h1><p>{Sentence}</p><h2>Page not found</h2>").Headings);
    }

    [Fact]
    public void A_banner_above_the_headline_is_not_what_the_text_begins_with()
    {
        Assert.Equal(Sentence, Read($"<div>Independent reporting needs readers who pay.</div><h1>Ice</h1><p>{Sentence}</p>").Lead);
    }

    [Fact]
    public void A_page_of_nested_boxes_is_read_in_bounded_time()
    {
        var deep = string.Concat(Enumerable.Repeat("<div><a href='/x'>Ice holds up the ferry</a>", 3_000));

        Assert.NotNull(Read($"<h1>Ice</h1>{deep}"));
    }

    [Theory]
    [InlineData("http://a.example/chto-znachit-istek-srok-registratsii-domena", 2)] // four letters are too few to be sure of
    [InlineData("http://a.example/novosti/istek_srok", 1)]
    [InlineData("http://a.example/news/51", 0)]
    [InlineData("http://a.example/Истёк-срок-регистрации", 3)]
    public void Addresses_name_their_documents_in_romanised_words_too(string url, int words)
    {
        Assert.Equal(words, Addresses.WordsInNameOfDocument(new Uri(url), new WordList("Истёк срок регистрации").All));
    }

    private static PageView Read(string body)
    {
        var html = $"<!DOCTYPE html><html><head><title>Harbour</title></head><body><main>{body}</main></body></html>";
        return PageViewReader.Read(WebDocument.FromBytes(new Uri("http://a.example/x"), Encoding.UTF8.GetBytes(html)));
    }
}
