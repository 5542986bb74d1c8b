namespace Refwatch.Claims;

/// <summary>
/// Finds which of the sentences that went and came are the same claim in other words: by the words they share, rare words counting most.
/// Candidates come from an index of words, so the work grows with the number of sentences, not its square.
/// </summary>
internal static class SentencePairing
{
    // A word in more sentences than this tells nothing about any of them, and would make the work quadratic.
    private const int MostPostings = 24;
    private const int MostCandidates = 8;
    private const double Threshold = 0.45;
    private const double NeighbourThreshold = 0.2;

    /// <summary>Index pairs into both lists; each sentence at most once.</summary>
    /// <param name="before">The sentences that went, each as its words, with its gap: the place between unchanged sentences.</param>
    /// <param name="after">The sentences that came.</param>
    public static List<(int Before, int After)> Pair(IReadOnlyList<Unmatched> before, IReadOnlyList<Unmatched> after)
    {
        var postings = Postings(after);
        var frequencies = Frequencies(before, after);
        var candidates = new List<(double Score, int Before, int After)>();
        var shared = new Dictionary<int, int>();
        var firstOfGap = after.Select(static (sentence, index) => (sentence.Gap, index)).GroupBy(static x => x.Gap).ToDictionary(static g => g.Key, static g => g.First().index);
        var ordinal = 0;
        for (var i = 0; i < before.Count; i++)
        {
            ordinal = i > 0 && before[i].Gap == before[i - 1].Gap ? ordinal + 1 : 0;
            shared.Clear();
            foreach (var word in before[i].Words)
            {
                if (postings.TryGetValue(word, out var places) && places.Count <= MostPostings)
                {
                    foreach (var place in places)
                    {
                        shared[place] = shared.GetValueOrDefault(place) + 1;
                    }
                }
            }

            var seen = shared.OrderByDescending(static place => place.Value).ThenBy(static place => place.Key).Take(MostCandidates).Select(static place => place.Key).ToHashSet();

            // The sentence at the same place of the same gap is a candidate even without a rare word in common.
            if (firstOfGap.TryGetValue(before[i].Gap, out var first) && first + ordinal < after.Count && after[first + ordinal].Gap == before[i].Gap)
            {
                seen.Add(first + ordinal);
            }

            foreach (var j in seen)
            {
                var isNeighbour = before[i].Gap == after[j].Gap;
                var score = Similarity(before[i].Words, after[j].Words, frequencies);
                score = isNeighbour && score < NeighbourThreshold ? Math.Max(score, ShortSimilarity(before[i].Words, after[j].Words) / 2) : score;
                if (score >= (isNeighbour ? NeighbourThreshold : Threshold))
                {
                    candidates.Add((score + (isNeighbour ? 0.1 : 0), i, j));
                }
            }
        }

        return Greedy(candidates);
    }

    /// <summary>Weighted Dice coefficient of two bags of words: 1 for the same words.</summary>
    public static double Similarity(IReadOnlyList<string> left, IReadOnlyList<string> right, IReadOnlyDictionary<string, int> frequencies)
    {
        var bag = new Dictionary<string, int>(StringComparer.Ordinal);
        double total = 0, common = 0;
        foreach (var word in left)
        {
            bag[word] = bag.GetValueOrDefault(word) + 1;
            total += Weight(word, frequencies);
        }

        foreach (var word in right)
        {
            var weight = Weight(word, frequencies);
            total += weight;
            if (bag.TryGetValue(word, out var count) && count > 0)
            {
                bag[word] = count - 1;
                common += 2 * weight;
            }
        }

        return total == 0 ? 0 : common / total;
    }

    // Two short sentences may share no word and differ by spelling alone, and the shortest ("Am 12.") by the one word they have.
    private static double ShortSimilarity(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        if (left.Count <= 3 && right.Count <= 3)
        {
            return 1;
        }

        if (left.Count > 12 || right.Count > 12)
        {
            return 0;
        }

        var bigrams = Bigrams(left);
        var others = Bigrams(right);
        var total = bigrams.Count + others.Count;
        bigrams.IntersectWith(others);
        return total == 0 ? 0 : 2.0 * bigrams.Count / total;
    }

    private static HashSet<(char, char)> Bigrams(IReadOnlyList<string> words)
    {
        var bigrams = new HashSet<(char, char)>();
        foreach (var word in words)
        {
            for (var i = 1; i < word.Length; i++)
            {
                bigrams.Add((word[i - 1], word[i]));
            }
        }

        return bigrams;
    }

    private static double Weight(string word, IReadOnlyDictionary<string, int> frequencies) =>
        (word.Length < 3 ? 0.3 : 1) / Math.Sqrt(Math.Max(1, frequencies.GetValueOrDefault(word)));

    private static Dictionary<string, List<int>> Postings(IReadOnlyList<Unmatched> sentences)
    {
        var postings = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < sentences.Count; i++)
        {
            foreach (var word in sentences[i].Words.Distinct())
            {
                if (!postings.TryGetValue(word, out var places))
                {
                    postings[word] = places = [];
                }

                if (places.Count <= MostPostings)
                {
                    places.Add(i);
                }
            }
        }

        return postings;
    }

    private static Dictionary<string, int> Frequencies(params IReadOnlyList<Unmatched>[] sides)
    {
        var frequencies = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in sides.SelectMany(static side => side).SelectMany(static sentence => sentence.Words))
        {
            frequencies[word] = frequencies.GetValueOrDefault(word) + 1;
        }

        return frequencies;
    }

    private static List<(int Before, int After)> Greedy(List<(double Score, int Before, int After)> candidates)
    {
        var pairs = new List<(int, int)>();
        var usedBefore = new HashSet<int>();
        var usedAfter = new HashSet<int>();
        foreach (var (_, i, j) in candidates.OrderByDescending(static candidate => candidate.Score).ThenBy(static candidate => Math.Abs(candidate.Before - candidate.After)))
        {
            if (!usedBefore.Contains(i) && !usedAfter.Contains(j))
            {
                usedBefore.Add(i);
                usedAfter.Add(j);
                pairs.Add((i, j));
            }
        }

        return pairs;
    }
}

/// <summary>A sentence without an equal on the other side.</summary>
/// <param name="Words">The keys of its words and numbers.</param>
/// <param name="Gap">Which stretch between unchanged sentences it stands in.</param>
internal readonly record struct Unmatched(IReadOnlyList<string> Words, int Gap);
