namespace Ecommerce.Storefront.Charts;

/// <summary>The scale of a chart: from 0 to a round number, in round steps.</summary>
public sealed record Scale(decimal Step, decimal Top)
{
    private const int MostSteps = 5;
    private static readonly decimal[] Round = [1, 2, 5, 10];

    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var tick = 0m; tick <= Top; tick += Step)
                yield return tick;
        }
    }

    /// <param name="largest">What must fit.</param>
    /// <param name="whole">Whether it is counted: nothing lies between two whole numbers.</param>
    public static Scale Of(decimal largest, bool whole)
    {
        if (largest <= 0)
            return new(1, 1);
        var raw = largest / MostSteps;
        var magnitude = Power((int)Math.Floor(Math.Log10((double)raw)));
        var step = magnitude * Round.First(round => round * magnitude >= raw);
        if (whole)
            step = Math.Max(1, step);
        return new(step, Math.Ceiling(largest / step) * step);
    }

    /// <summary>How much of the chart's height a value takes; what is below 0 takes none.</summary>
    public decimal Of(decimal value, decimal height) => Math.Clamp(value / Top, 0, 1) * height;

    private static decimal Power(int exponent) => (decimal)Math.Pow(10, exponent);
}
