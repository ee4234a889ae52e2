namespace Ecommerce.Bench;

/// <summary>One claim about the shop's speed, and how it is measured.</summary>
internal interface IMeasure
{
    string Name { get; }

    Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan);
}

/// <summary>What was measured.</summary>
/// <param name="Low">The smallest of several rounds, with <paramref name="High"/> the largest.</param>
/// <param name="Goal">Of the design, in its words; null where it names none.</param>
/// <param name="Met">Whether the goal was reached; null where there is none.</param>
internal sealed record Figure(
    string Name, double Value, string Unit, double? Low = null, double? High = null, string? Goal = null, bool? Met = null)
{
    public static Figure Median(string name, IEnumerable<double> rounds, string unit)
    {
        double[] sorted = [.. rounds.Order()];
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(name, median, unit, sorted[0], sorted[^1]);
    }

    public Figure AtLeast(double goal) => this with { Goal = $">= {goal}", Met = Value >= goal };

    public Figure AtMost(double goal) => this with { Goal = $"<= {goal}", Met = Value <= goal };

    public Figure Below(double goal) => this with { Goal = $"< {goal}", Met = Value < goal };
}
