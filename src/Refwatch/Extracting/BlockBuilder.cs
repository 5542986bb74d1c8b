using System.Text;

namespace Refwatch.Extracting;

/// <summary>Turns the lines of the main element into typed blocks.</summary>
internal static class BlockBuilder
{
    public static List<Block> Build(Outline outline, int main)
    {
        var blocks = new List<Block>();
        if (outline.Elements.IsEmpty) return blocks;
        var element = outline.Elements[main];
        for (var i = element.FirstLine; i < element.EndLine; i++)
        {
            var line = outline.Lines[i];
            if (line.IsCut) continue;
            if (Environment.GetEnvironmentVariable("NOCAP") == "1" && outline.Elements[line.Owner].Caption > 0) continue;
            blocks.Add(new Block(KindOf(outline.Elements[line.Owner]), line.Text));
        }

        return blocks;
    }

    private static BlockKind KindOf(in OutlineElement owner)
    {
        if (owner.Heading > 0) return BlockKind.Heading;
        if (owner.Caption > 0) return BlockKind.Caption;
        if (owner.Quotation > 0) return BlockKind.Quotation;
        if (owner.Item > 0) return BlockKind.ListItem;
        return BlockKind.Paragraph;
    }
}
