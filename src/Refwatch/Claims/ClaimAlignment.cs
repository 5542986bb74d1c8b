using System.Runtime.InteropServices;
using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Which sentences of two captures are the same claim. Only sentences that differ are read for their facts.</summary>
internal sealed class ClaimAlignment
{
    private readonly List<SourceSentence> _before;
    private readonly List<SourceSentence> _after;
    private readonly int[] _partners;
    private readonly ReadingContext _context;

    private ClaimAlignment(PageContent before, PageContent after)
    {
        _before = Sentences(before);
        _after = Sentences(after);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        _partners = SequenceAlignment.Match(Ids(_before, ids), Ids(_after, ids));
        IsEmpty = _before.Count == _after.Count && Array.TrueForAll(_partners, static partner => partner >= 0);
        Vocabulary = IsEmpty ? new Vocabulary() : new Vocabulary(before, after);
        _context = new ReadingContext(before, Vocabulary);
    }

    /// <summary>Nothing differs.</summary>
    public bool IsEmpty { get; }

    public Vocabulary Vocabulary { get; }

    /// <summary>The same claim in both captures, to be compared; one against several where it was split or merged.</summary>
    public List<ClaimPair> Pairs { get; } = [];

    /// <summary>Claims without a counterpart, with their place in reading order.</summary>
    public List<(double Place, Claim Claim)> Removed { get; } = [];

    public List<(double Place, Claim Claim)> Added { get; } = [];

    public static ClaimAlignment Of(PageContent before, PageContent after)
    {
        var alignment = new ClaimAlignment(before, after);
        if (!alignment.IsEmpty)
        {
            alignment.Align();
        }

        return alignment;
    }

    private void Align()
    {
        var (left, right) = Leftovers();
        PairEqual(left, right);
        PairAlike(left, right);
        AddRemoved(left);
        Added.AddRange(right.Where(static sentence => !sentence.IsPaired && sentence.Words.Count > 0).Select(static sentence => (sentence.Place, sentence.Claim.Claim)));
    }

    // What was removed stands behind what it followed.
    private void AddRemoved(List<Leftover> left)
    {
        var place = 0.0;
        var gap = -1;
        foreach (var sentence in left)
        {
            if (sentence.IsPaired)
            {
                (place, gap) = (sentence.PartnerPlace + 0.5, sentence.Gap);
            }
            else if (sentence.Words.Count > 0)
            {
                Removed.Add((sentence.Gap == gap ? place : sentence.Place, sentence.Claim.Claim));
            }
        }
    }

    // The sentences between unchanged ones; equal gap numbers stand between the same two. A place is a position in the later capture.
    private (List<Leftover> Left, List<Leftover> Right) Leftovers()
    {
        var left = new List<Leftover>();
        var right = new List<Leftover>();
        var gap = 0;
        var next = 0;
        for (var i = 0; i <= _before.Count; i++)
        {
            var partner = i < _before.Count ? _partners[i] : _after.Count;
            if (partner < 0)
            {
                left.Add(Read(_before[i], i, gap, next - 0.5));
                continue;
            }

            for (; next < partner; next++)
            {
                right.Add(Read(_after[next], next, gap, next));
            }

            next = partner + 1;
            gap++;
        }

        return (left, right);
    }

    private Leftover Read(SourceSentence source, int index, int gap, double place)
    {
        var claim = ClaimReader.ReadSentence(source, _context);
        return new Leftover(claim, [.. ClaimAtoms.Of([claim]).Select(static atom => atom.Key)], index, gap, place);
    }

    // Equal but for typography: in order within a gap, as a whole where sentences were cut differently, and elsewhere on the page.
    private void PairEqual(List<Leftover> left, List<Leftover> right)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var partners = SequenceAlignment.Match(Ids(left, ids), Ids(right, ids));
        for (var i = 0; i < left.Count; i++)
        {
            if (partners[i] >= 0)
            {
                left[i].IsPaired = right[partners[i]].IsPaired = true;
                left[i].PartnerPlace = right[partners[i]].Place;
                if (left[i].Gap != right[partners[i]].Gap && left[i].Words.Count > 2)
                {
                    Pairs.Add(new ClaimPair([left[i].Claim], [right[partners[i]].Claim], right[partners[i]].Place, IsMoved: true));
                }
            }
        }

        var rest = right.Where(static sentence => !sentence.IsPaired).ToLookup(static sentence => sentence.Gap);
        foreach (var gap in left.Where(static sentence => !sentence.IsPaired).GroupBy(static sentence => sentence.Gap))
        {
            if (gap.SelectMany(static sentence => sentence.Words).SequenceEqual(rest[gap.Key].SelectMany(static sentence => sentence.Words), StringComparer.Ordinal))
            {
                foreach (var sentence in gap.Concat(rest[gap.Key]))
                {
                    sentence.IsPaired = true;
                }
            }
        }

        PairMoved(left, right);
    }

    private void PairMoved(List<Leftover> left, List<Leftover> right)
    {
        var places = right.Where(static sentence => !sentence.IsPaired && sentence.Words.Count > 2)
            .GroupBy(static sentence => sentence.Key, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => new Queue<Leftover>(group), StringComparer.Ordinal);
        foreach (var sentence in left.Where(static sentence => !sentence.IsPaired))
        {
            if (places.TryGetValue(sentence.Key, out var same) && same.TryDequeue(out var partner))
            {
                sentence.IsPaired = partner.IsPaired = true;
                Pairs.Add(new ClaimPair([sentence.Claim], [partner.Claim], partner.Place, IsMoved: true));
            }
        }
    }

    private void PairAlike(List<Leftover> left, List<Leftover> right)
    {
        left = left.FindAll(static sentence => !sentence.IsPaired);
        right = right.FindAll(static sentence => !sentence.IsPaired);
        var pairs = SentencePairing.Pair(
            left.ConvertAll(static sentence => new Unmatched(sentence.Words, sentence.Gap)),
            right.ConvertAll(static sentence => new Unmatched(sentence.Words, sentence.Gap)));
        foreach (var (i, j) in pairs)
        {
            left[i].IsPaired = right[j].IsPaired = true;
            left[i].PartnerPlace = right[j].Place;
        }

        foreach (var (i, j) in pairs.OrderBy(static pair => pair.After))
        {
            var before = WithParts(left, i, right[j]);
            var after = before.Count > 1 ? [right[j].Claim] : WithParts(right, j, left[i]);
            Pairs.Add(new ClaimPair(before, after, right[j].Place, left[i].Gap != right[j].Gap));
        }
    }

    // The neighbours of a paired sentence that were part of its partner: one sentence became two, or two became one.
    private static List<ReadClaim> WithParts(List<Leftover> sentences, int index, Leftover partner)
    {
        var whole = new List<ReadClaim> { sentences[index].Claim };
        var open = partner.Words.ToHashSet(StringComparer.Ordinal);
        open.ExceptWith(sentences[index].Words);
        if (index > 0 && IsPart(sentences[index - 1], sentences[index].Index - 1))
        {
            whole.Insert(0, sentences[index - 1].Claim);
            sentences[index - 1].IsPaired = true;
        }

        if (index + 1 < sentences.Count && IsPart(sentences[index + 1], sentences[index].Index + 1))
        {
            whole.Add(sentences[index + 1].Claim);
            sentences[index + 1].IsPaired = true;
        }

        return whole;

        bool IsPart(Leftover neighbour, int place) =>
            !neighbour.IsPaired && neighbour.Index == place && neighbour.Words.Count > 0
            && neighbour.Words.Count(open.Contains) * 2 > neighbour.Words.Count;
    }

    // The headline is a claim, also where the main text does not repeat it.
    private static List<SourceSentence> Sentences(PageContent page)
    {
        var sentences = ClaimReader.Sentences(page);
        if (page.Title.Length > 0 && !page.Blocks.Any(block => block.Text == page.Title))
        {
            sentences.Insert(0, new SourceSentence(page.Title, BlockKind.Heading, Quotations.In(page.Title)));
        }

        return sentences;
    }

    private static int[] Ids(List<SourceSentence> sentences, Dictionary<string, int> ids) =>
        [.. sentences.Select(sentence => Id(sentence.Text, ids))];

    private static int[] Ids(List<Leftover> sentences, Dictionary<string, int> ids) =>
        [.. sentences.Select(sentence => Id(sentence.Key, ids))];

    private static int Id(string key, Dictionary<string, int> ids)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, key, out var exists);
        return id = exists ? id : ids.Count;
    }

    private sealed class Leftover(ReadClaim claim, List<string> words, int index, int gap, double place)
    {
        public ReadClaim Claim { get; } = claim;

        public List<string> Words { get; } = words;

        public string Key { get; } = string.Join(' ', words);

        /// <summary>Its place among the sentences of its capture.</summary>
        public int Index { get; } = index;

        public int Gap { get; } = gap;

        public double Place { get; } = place;

        public bool IsPaired { get; set; }

        /// <summary>Of a paired sentence: its partner's place.</summary>
        public double PartnerPlace { get; set; } = place;
    }
}

/// <summary>One claim on both sides, in one or several sentences.</summary>
internal sealed record ClaimPair(IReadOnlyList<ReadClaim> Before, IReadOnlyList<ReadClaim> After, double Place, bool IsMoved);
