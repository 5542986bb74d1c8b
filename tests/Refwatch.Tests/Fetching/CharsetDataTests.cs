using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public class CharsetDataTests
{
    [DataFact]
    public void EveryUndeclaredTextIsReadInItsCharset()
    {
        var folder = Path.Combine(DevelopmentData.Folder!, "charset");
        var wrong = new List<string>();
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var expected = Path.GetFileName(Path.GetDirectoryName(file))!;
            var document = WebDocument.FromBytes(new Uri("http://example.org/text"), File.ReadAllBytes(file), "text/plain");
            if (document.Charset != expected) wrong.Add($"{Path.GetFileName(file)}: {document.Charset}, not {expected}");
        }

        Assert.Empty(wrong);
    }
}
