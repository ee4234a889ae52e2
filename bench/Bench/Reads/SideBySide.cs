namespace Ecommerce.Bench.Reads;

/// <summary>
/// Two servers that answer the same, in turn: whatever else the machine does, and however its speed drifts, it does to both.
/// Ratios are taken pair by pair; who comes first changes from pair to pair.
/// </summary>
internal static class SideBySide
{
    private const int Many = 32;
    private const int Few = 4;
    private const double TailGoal = 2;

    /// <param name="goal">The least of the baseline's throughput that ours should have.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Contender service, Contender baseline, Plan plan, double goal)
    {
        await service.RunAsync(Many, plan.WarmUp);
        await baseline.RunAsync(Many, plan.WarmUp);
        var many = await PairsAsync(service, baseline, plan, Many);
        var few = await PairsAsync(service, baseline, plan, Few);
        return
        [
            Figure.Median("throughput, service to baseline", many.Select(pair => pair.Ours.PerSecond / pair.Other.PerSecond), "")
                .AtLeast(goal),
            .. Tail(many, Many),
            .. Tail(few, Few),
            Figure.Median("service", many.Select(pair => pair.Ours.PerSecond), "/s"),
            Figure.Median("baseline", many.Select(pair => pair.Other.PerSecond), "/s"),
            Figure.Median("service, processor time each", many.Select(pair => pair.Ours.Microseconds), "µs"),
            Figure.Median("baseline, processor time each", many.Select(pair => pair.Other.Microseconds), "µs"),
        ];
    }

    private static async Task<IReadOnlyList<Pair>> PairsAsync(Contender service, Contender baseline, Plan plan, int connections)
    {
        var pairs = new List<Pair>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            var early = round % 2 == 0 ? await service.RunAsync(connections, plan.Round) : default;
            var other = await baseline.RunAsync(connections, plan.Round);
            var ours = round % 2 == 0 ? early : await service.RunAsync(connections, plan.Round);
            pairs.Add(new(ours, other));
        }

        return pairs;
    }

    private static IEnumerable<Figure> Tail(IReadOnlyList<Pair> pairs, int connections) =>
    [
        Figure.Median($"p99, {connections} connections, service to baseline", pairs.Select(pair => pair.Ours.P99 / pair.Other.P99), "")
            .AtMost(TailGoal),
        Figure.Median($"p99, {connections} connections, service", pairs.Select(pair => pair.Ours.P99), "ms"),
        Figure.Median($"p99, {connections} connections, baseline", pairs.Select(pair => pair.Other.P99), "ms"),
    ];

    private readonly record struct Pair(Round Ours, Round Other);
}
