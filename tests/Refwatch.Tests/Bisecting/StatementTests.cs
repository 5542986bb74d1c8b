using Refwatch.Bisecting;
using Refwatch.Extracting;
using Xunit;

namespace Refwatch.Tests.Bisecting;

public sealed class StatementTests
{
    private const string Page = """
        The port handles 1.5 million tonnes of grain a year. Its director, Serikzhan Bilash, was arrested on 10 March 2019.
        The company was not fined. It has paid $700 to each of forty workers.
        """;

    [Theory]
    [InlineData("1,500,000", "1.5 million")]
    [InlineData("1.5 million tonnes", "1.5 million")]
    [InlineData("10 March 2019", "10 March 2019")]
    [InlineData("2019-03-10", "10 March 2019")]
    [InlineData("March 2019", "10 March 2019")]
    [InlineData("Serikzhan Bilash", "Bilash")]
    [InlineData("Серікжан Білаш", "Bilash")]
    [InlineData("bilash", "Bilash")]
    [InlineData("40 workers", "forty")]
    [InlineData("700 dollars", "$700")]
    [InlineData("700", "$700")]
    [InlineData("The port handles 1,500,000 tonnes of grain a year", "1.5 million")]
    [InlineData("Its director Serikzhan Bilash was arrested on March 10, 2019", "arrested")]
    [InlineData("was not fined", "not fined")]
    public void Is_found_in_other_forms(string statement, string inSentence) =>
        Assert.Contains(inSentence, new Statement(statement).FindIn(Content(Page)), StringComparison.Ordinal);

    [Theory]
    [InlineData("1.6 million tonnes")]
    [InlineData("11 March 2019")]
    [InlineData("Marat Bilash")]
    [InlineData("700 tonnes")]
    [InlineData("was fined")]
    [InlineData("The port handles 1.5 million tonnes of coal a year")]
    [InlineData("Its director, Serikzhan Bilash, was released on 10 March 2019.")]
    [InlineData("Its director, Serikzhan Bilash, was arrested on 10 May 2019.")]
    public void Another_fact_is_not_found(string statement) => Assert.Null(new Statement(statement).FindIn(Content(Page)));

    [Theory]
    [InlineData("1,5 млн тонн", "Порт переваливает 1 500 000 тонн зерна в год.")]
    [InlineData("10.03.2019", "Директора задержали 10 марта 2019 года.")]
    [InlineData("40 адам", "Оқиға орнында қырық адам болды.")]
    public void In_Russian_and_Kazakh(string statement, string page) => Assert.Equal(page, new Statement(statement).FindIn(Content(page)));

    [Fact]
    public void The_headline_is_searched_too() =>
        Assert.NotNull(new Statement("7 workers").FindIn(Content("Nothing else.") with { Title = "Seven workers hurt" }));

    [Theory]
    [InlineData("")]
    [InlineData("…")]
    [InlineData("of the")]
    public void Nothing_to_look_for(string statement) => Assert.True(new Statement(statement).IsEmpty);

    private static PageContent Content(string text) => PageContent.FromPlainText(text);
}
