namespace Refwatch.Citing;

/// <summary>Dates of different exactness: "2019-03-10", "2019-03", "2019", "--03-10" (ISO 8601).</summary>
internal static class PartialDate
{
    /// <summary>0 when they contradict each other or share no part; else the more, the more parts they share.</summary>
    public static double Agreement(string left, string right)
    {
        if (Parts(left) is not [var leftYear, var leftMonth, var leftDay] || Parts(right) is not [var rightYear, var rightMonth, var rightDay])
        {
            return left == right ? 1 : 0;
        }

        var agreement = 0.0;
        foreach (var (one, other, weight) in new[] { (leftYear, rightYear, 1.0), (leftMonth, rightMonth, 0.75), (leftDay, rightDay, 1.0) })
        {
            if (one.Length > 0 && other.Length > 0)
            {
                if (one != other)
                {
                    return 0;
                }

                agreement += weight;
            }
        }

        return agreement;
    }

    private static string[]? Parts(string date)
    {
        var parts = date.StartsWith("--", StringComparison.Ordinal) ? ["", .. date[2..].Split('-')] : date.Split('-');
        return parts.Length <= 3 && parts.All(static part => part.All(char.IsAsciiDigit)) ? [.. parts, .. Enumerable.Repeat("", 3 - parts.Length)] : null;
    }
}
