using System.Text;

namespace Refwatch.Extracting;

/// <summary>Turns the lines that were kept into typed blocks; the cells of a data table's row make one block.</summary>
internal static class BlockBuilder
{
    private const string CellSeparator = " | ";
    private const int MostCell = 600;

    public static List<Block> Build(Outline outline, int from, int to)
    {
        var blocks = new List<Block>();
        var isData = DataTables(outline);
        var row = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            ref readonly var line = ref outline.Lines[i];
            if (line.IsCut) continue;
            ref readonly var owner = ref outline.Elements[line.Owner];
            if (owner.Row == 0 || !isData[owner.Table])
            {
                blocks.Add(new Block(KindOf(owner, line.Text), line.Text));
                continue;
            }

            row.Clear().Append(line.Text);
            for (var cell = owner.Cell; i + 1 < to && IsSameRow(outline, i + 1, owner.Row); i++)
            {
                ref readonly var next = ref outline.Lines[i + 1];
                if (next.IsCut) continue;
                var nextCell = outline.Elements[next.Owner].Cell;
                row.Append(nextCell == cell ? " " : CellSeparator).Append(next.Text);
                cell = nextCell;
            }

            blocks.Add(new Block(BlockKind.TableRow, row.ToString()));
        }

        return blocks;
    }

    private static bool IsSameRow(Outline outline, int line, int row) => outline.Elements[outline.Lines[line].Owner].Row == row;

    private static BlockKind KindOf(in OutlineElement owner, string text)
    {
        if (owner.Heading > 0) return BlockKind.Heading;
        if (owner.Caption > 0) return BlockKind.Caption;
        if (Phrases.IsCorrection(text)) return BlockKind.Correction;
        if (owner.Quotation > 0) return BlockKind.Quotation;
        return owner.Item > 0 ? BlockKind.ListItem : BlockKind.Paragraph;
    }

    /// <summary>
    /// By one-based index of the table. A table that holds another one, a long text, or not two rows of two cells lays out a page.
    /// </summary>
    private static bool[] DataTables(Outline outline)
    {
        var elements = outline.Elements;
        var isData = new bool[elements.Length + 1];
        var lastCellInRow = new int[elements.Length + 1];
        var isLayout = new bool[elements.Length + 1];
        var firstWideRow = new int[elements.Length + 1];
        for (var i = 0; i < elements.Length; i++)
        {
            ref readonly var element = ref elements[i];
            var isNested = element.Tag == Tag.Table && element.Parent >= 0 && elements[element.Parent].Table > 0;
            if (isNested) isLayout[elements[element.Parent].Table] = true;
            if (element.Tag != Tag.Cell || element.Table == 0 || element.EndLine == element.FirstLine) continue;
            if (lastCellInRow[element.Row] > 0)
            {
                ref var wide = ref firstWideRow[element.Table];
                if (wide == 0) wide = element.Row;
                else if (wide != element.Row) isData[element.Table] = true;
            }

            lastCellInRow[element.Row] = i;
            var length = 0;
            for (var line = element.FirstLine; line < element.EndLine && length <= MostCell; line++)
            {
                length += outline.Lines[line].Text.Length;
            }

            if (length > MostCell) isLayout[element.Table] = true;
        }

        for (var i = 0; i < isData.Length; i++) isData[i] &= !isLayout[i];
        return isData;
    }
}
