namespace Ecommerce.AnalyticsService.Domain;

/// <summary>An estimate with its 95 % confidence interval.</summary>
internal readonly record struct Estimate(double Value, double Low, double High);

/// <summary>The share of successes in a number of trials.</summary>
internal readonly record struct Proportion(long Successes, long Trials)
{
    /// <summary>The standard normal distribution's 97.5 % quantile.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Whether there is at least one trial and no more successes than trials.</summary>
    public bool IsDefined => Trials > 0 && Successes >= 0 && Successes <= Trials;

    private double Value => (double)Successes / Trials;

    /// <summary>Wilson's score interval (1927) without continuity correction: it stays within 0 and 1, and suits small samples.</summary>
    public Estimate Estimate()
    {
        var (n, p) = ((double)Trials, Value);
        var centre = p + (Z * Z / (2 * n));
        var spread = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        var divisor = 1 + (Z * Z / n);
        return new(p, Math.Max(0, (centre - spread) / divisor), Math.Min(1, (centre + spread) / divisor));
    }

    /// <summary>
    /// The difference to <paramref name="control"/> with Newcombe's hybrid score interval (Statistics in Medicine 17, 1998, method 10),
    /// which combines both Wilson intervals. It is significant when the interval does not contain 0.
    /// </summary>
    public Estimate Less(Proportion control)
    {
        var (mine, other) = (Estimate(), control.Estimate());
        var difference = mine.Value - other.Value;
        return new(
            difference,
            difference - Math.Sqrt(Square(mine.Value - mine.Low) + Square(other.High - other.Value)),
            difference + Math.Sqrt(Square(mine.High - mine.Value) + Square(other.Value - other.Low)));
    }

    private static double Square(double number) => number * number;
}
