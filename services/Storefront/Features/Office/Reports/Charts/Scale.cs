namespace Ecommerce.Storefront.Features.Office.Reports.Charts;

/// <summary>The scale of a chart: from 0 to a round number, in round steps.</summary>
public sealed record Scale(decimal Step, decimal Top)
{
    private const int MaxSteps = 5;
    private static readonly decimal[] Round = [1, 2, 5, 10];

    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var tick = 0m; tick <= Top; tick += Step)
                yield return tick;
        }
    }

    /// <param name="largest">The largest value of the chart.</param>
    /// <param name="whole">Whether values are counts, so that steps are whole numbers.</param>
    public static Scale Of(decimal largest, bool whole)
    {
        if (largest <= 0)
            return new(1, 1);
        var raw = largest / MaxSteps;
        var magnitude = Power((int)Math.Floor(Math.Log10((double)raw)));
        var step = magnitude * Round.First(round => round * magnitude >= raw);
        if (whole)
            step = Math.Max(1, step);
        return new(step, Math.Ceiling(largest / step) * step);
    }

    /// <summary>The height of a value's bar; 0 for negative values.</summary>
    public decimal Of(decimal value, decimal height) => Math.Clamp(value / Top, 0, 1) * height;

    private static decimal Power(int exponent) => exponent > 0 ? 1 / Power(-exponent) : new(1, 0, 0, isNegative: false, (byte)-exponent);
}
