using Refwatch.Claims;
using Refwatch.Extracting;
using Xunit;

namespace Refwatch.Tests.Claims;

public class ClaimReaderTests
{
    [Theory]
    [InlineData("They sold 1,500 sheep.", "Number 1500")]
    [InlineData("Продали 1 500 овец.", "Number 1500")]
    [InlineData("Продали 1\u00A0500 овец.", "Number 1500")]
    [InlineData("Some 1.5 million people came.", "Number 1500000")]
    [InlineData("Пришли 1,5 млн человек.", "Number 1500000")]
    [InlineData("Пришли 10 тыс. человек.", "Number 10000")]
    [InlineData("Оған 10 мың адам келді.", "Number 10000")]
    [InlineData("Two hundred and five men left.", "Number 205")]
    [InlineData("Ушли двадцать пять солдат.", "Number 25")]
    [InlineData("Ол он екі кітап жазды.", "Number 12")]
    [InlineData("It was minus: −15 at night.", "Number -15")]
    [InlineData("Turnout was 62.5 per cent.", "Percentage 62.5%")]
    [InlineData("Явка составила 62,5%.", "Percentage 62.5%")]
    [InlineData("It cost $1.5 million.", "Money USD 1500000")]
    [InlineData("It cost 700 dollars.", "Money USD 700")]
    [InlineData("Это стоило 700 долларов.", "Money USD 700")]
    [InlineData("Бағасы 700 теңге болды.", "Money KZT 700")]
    [InlineData("He sat there for seven years.", "Duration P7Y")]
    [InlineData("Он сидел там семь лет.", "Duration P7Y")]
    [InlineData("Ол онда жеті жыл отырды.", "Duration P7Y")]
    [InlineData("It was on 10 March 2019.", "Date 2019-03-10")]
    [InlineData("It was on March 10, 2019.", "Date 2019-03-10")]
    [InlineData("Это было 10 марта 2019 года.", "Date 2019-03-10")]
    [InlineData("Это было 10.03.2019.", "Date 2019-03-10")]
    [InlineData("Бұл 2019 жылғы 10 наурызда болды.", "Date 2019-03-10")]
    [InlineData("It was in March 2019.", "Date 2019-03")]
    [InlineData("It was on 10 March.", "Date --03-10")]
    [InlineData("It went on in 2015–2019.", "Date 2015/2019")]
    [InlineData("It began in the 1990s.", "Date 199X")]
    [InlineData("A 34-year-old man came.", "Age 34")]
    [InlineData("Пришёл 34-летний мужчина.", "Age 34")]
    [InlineData("It was said by Serikjan Bilash there.", "Name serikzhan bilash")]
    [InlineData("Это сказал там Серикжан Билаш.", "Name serikzhan bilash")]
    [InlineData("Оны сонда айтқан Серікжан Билаш.", "Name serikzhan bilash")]
    [InlineData("They did not come.", "Negation not")]
    [InlineData("They didn’t come.", "Negation not")]
    [InlineData("Они не пришли.", "Negation not")]
    [InlineData("Олар келген жоқ.", "Negation not")]
    [InlineData("Олар келмеді, өйткені кеш еді.", "Negation not")]
    [InlineData("They reportedly came.", "Modality reported")]
    [InlineData("Они якобы пришли.", "Modality alleged")]
    [InlineData("Олар мүмкін келді.", "Modality possible")]
    [InlineData("Сот айыппұл салған көрінеді.", "Modality apparent")]
    [InlineData("It fell, according to the police.", "Attribution according to")]
    [InlineData("По словам полиции, он упал.", "Attribution according to")]
    [InlineData("Полицияның айтуынша, ол құлады.", "Attribution according to")]
    public void Reads_a_fact(string text, string expected) =>
        Assert.Contains(expected, Facts(text));

    [Theory]
    [InlineData("On the 12th of May, 30 percent of 4,000 voters (aged 19) paid €5.", "Date --05-12|Percentage 30%|Number 4000|Age 19|Money EUR 5")]
    [InlineData("May we go? March on.", "Modality possible")]
    [InlineData("No. 5 and no. 6 were not there.", "Number 5|Number 6|Negation not")]
    [InlineData("В 2019 году 300 человек не голосовали.", "Date 2019|Number 300|Negation not")]
    [InlineData("Терезеден биік тау көрінеді.", "")]
    [InlineData("Топ 1500-ге жуық куәлік жинады.", "Number 1500")]
    [InlineData("Қол қойғандар 1,5 мыңға жетті.", "Number 1500")]
    [InlineData("Үйлердің саны екі мың үш жүзден асты, бұрын қырыққа жетпейтін.", "Number 2300|Number 40")]
    [InlineData("Шағымдардың елуге жуығы қаралды.", "Number 50")]
    [InlineData("Алтыны да, күмісі де бізге бірге келді.", "")]
    [InlineData("Мұнда 1900-ден астам адам тұрады.", "Number 1900")]
    public void Reads_all_facts_and_no_others(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Facts(text)));

    [Fact]
    public void Reads_quotation_and_speaker()
    {
        var claims = Read("«Мы не уйдём. Мы останемся», — сказал Серикжан Билаш.");
        Assert.Equal(2, claims.Count);
        Assert.Contains(claims[0].Facts, static fact => fact is { Type: FactType.Quotation, Text: "Мы не уйдём." });
        Assert.Contains(claims[1].Facts, static fact => fact is { Type: FactType.Quotation, Text: "Мы останемся" });
        Assert.Contains(claims[1].Facts, static fact => fact is { Type: FactType.Attribution, Value: "by serikzhan bilash" });
    }

    [Fact]
    public void Days_count_from_the_publication()
    {
        var page = PageContent.FromPlainText("He was seen yesterday. It rained on Friday.") with { Published = "2019-03-10T08:15:00+06:00" };
        var dates = ClaimReader.Read(page).SelectMany(static claim => claim.Facts).Where(static fact => fact.Type == FactType.Date);
        Assert.Equal(["2019-03-09", "2019-03-08"], dates.Select(static fact => fact.Value));
    }

    [Fact]
    public void Facts_stand_where_they_say()
    {
        foreach (var revision in LabelledRevisions.Read())
        {
            foreach (var claim in Read(revision.Before))
            {
                Assert.All(claim.Facts, fact => Assert.Equal(fact.Text, claim.Text.Substring(fact.Start, fact.Text.Length)));
            }
        }
    }

    [Fact]
    public void Blocks_of_every_kind_are_claims()
    {
        var page = new PageContent { Blocks = [new(BlockKind.Heading, "Ten men freed"), new(BlockKind.TableRow, "Almaty | 12"), new(BlockKind.Caption, "A street.")] };
        Assert.Equal([BlockKind.Heading, BlockKind.TableRow, BlockKind.Caption], ClaimReader.Read(page).Select(static claim => claim.Block));
    }

    [Theory]
    [InlineData("1 ")]
    [InlineData("1.")]
    [InlineData("1,")]
    [InlineData("two hundred ")]
    [InlineData("A. ")]
    [InlineData("Aa-")]
    [InlineData("“")]
    [InlineData("\"a ")]
    [InlineData("не")]
    [InlineData("\u0301")]
    [InlineData("\uD800")]
    [InlineData("1\u00AD")]
    [InlineData("999999999999999999 trillion dollars ")]
    public void Ends_on_hostile_text(string part) => Growth.Survives(part, static text => Read(text));

    private static IReadOnlyList<Claim> Read(string text) => ClaimReader.Read(PageContent.FromPlainText(text));

    private static List<string> Facts(string text) =>
        [.. Read(text).SelectMany(static claim => claim.Facts).Select(static fact => $"{fact.Type} {fact.Value}")];
}
