using Refwatch.Claims;
using Xunit;

namespace Refwatch.Tests.Claims;

public class SentenceSplitterTests
{
    // "|" stands between the sentences that are expected.
    [Theory]
    [InlineData("He was arrested on Monday.| Nobody saw it.")]
    [InlineData("Mr. Ospanov met Dr. Lee at St. Mary's.| They spoke.")]
    [InlineData("The U.S. Embassy did not comment.| It never does.")]
    [InlineData("He flew to the U.S.| He stayed there.")]
    [InlineData("Fruit, e.g. Fuji apples, i.e. Red ones, was sold.")]
    [InlineData("Cell No. 5 was empty.| On Jan. 12 it was not.")]
    [InlineData("Was he there?| No.| He had left.")]
    [InlineData("Prices rose 1.5 percent to 2,300.50 dollars.| Wages fell.")]
    [InlineData("J. R. Smith and G.B. Shaw wrote it.| A. Nurlan read it.")]
    [InlineData("Read it at www.example.org or on news.example.com/a.b.| Then write.")]
    [InlineData("“I saw him. |He was alive.” |The officer disagreed.")]
    [InlineData("“Why?” Bilash asked.| Nobody answered.")]
    [InlineData("She waited... and left.| He waited… |Nobody came.")]
    [InlineData("He left (nobody knows why. Really!) and came back.| Soon.")]
    [InlineData("He left (see no. 3).| He came back.")]
    [InlineData("(He left. |He came back.) |Then it rained.")]
    [InlineData("What?! |He did it again!!! |Yes.")]
    [InlineData("1. The court sat.| 2. The court rose.")]
    [InlineData("IV. The court sat.| It rose.")]
    [InlineData("He works for Steppe Oil Inc. in Aktau.| Steppe Oil Inc. Director Lee left.")]
    [InlineData("The bus left at 8 a.m.| Nobody was on it.")]
    [InlineData("He was held.[1][note 2] |He was freed.[3]")]
    [InlineData("The list [...] Was long.")]
    [InlineData("Он родился в 1974 г. в Китае.| В 2000 г.| Он переехал.")]
    [InlineData("Он живёт в г. Алматы, ул. Абая, д. 5.| Соседи его знают.")]
    [InlineData("А. С. Пушкин и Л.Н. Толстой писали.| Их читают.")]
    [InlineData("Продали хлеб, соль и т. д.| Потом ушли.")]
    [InlineData("Продали хлеб, т. е. Бородинский, и т.п. товары.")]
    [InlineData("Собрали 10 тыс. руб.| Этого мало.")]
    [InlineData("В университете им. Аль-Фараби учатся 20 тыс. человек.| Все заняты.")]
    [InlineData("«Где он?» — спросил судья.| Ему не ответили.")]
    [InlineData("«Я ушёл. |Я вернулся», — сказал он.| Ему поверили.")]
    [InlineData("Письмо № 5 от 3.04.2019 пришло.| Его прочли.")]
    [InlineData("В 2018–2019 гг. таких дел было 12.| Теперь их нет.")]
    [InlineData("Он пришёл.|Потом ушёл.")]
    [InlineData("Ол 1974 ж. Қытайда туған.")]
    [InlineData("Ол 2000 ж. көшіп келді.| Қазір Алматыда тұрады.")]
    [InlineData("Нан, тұз, т.б. сатылды.| Содан кейін кетті.")]
    [InlineData("Ә. Бөкейхан мен А. Байтұрсынұлы хат жазды.| Оны оқыды.")]
    [InlineData("Бағасы 3 млн. теңге, яғни 2,5 есе өсті.| Неге?")]
    public void Splits(string marked)
    {
        var text = marked.Replace("|", "");
        var expected = marked.Split('|').Select(sentence => sentence.Trim());
        Assert.Equal(expected, SentenceSplitter.Split(text).Select(range => text[range]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("...")]
    [InlineData("No stop at the end")]
    public void Keeps_all_that_is_not_white_space(string text) =>
        Assert.Equal(text.Trim(), string.Concat(SentenceSplitter.Split(text).Select(range => text[range])));

    [Theory]
    [InlineData("(")]
    [InlineData("()")]
    [InlineData(".")]
    [InlineData(". ")]
    [InlineData("т. ")]
    [InlineData("A.")]
    [InlineData(".[")]
    [InlineData("\" . ")]
    [InlineData("a.[1] ")]
    public void Ends_on_hostile_text(string part) => Growth.Survives(part, static text => SentenceSplitter.Split(text));
}
