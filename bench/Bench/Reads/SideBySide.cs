namespace Ecommerce.Bench.Reads;

/// <summary>
/// Two servers that answer the same, in turn: whatever else the machine does, and however its speed drifts, it does to both.
/// The ratio is taken pair by pair; who comes first changes from pair to pair.
/// </summary>
internal static class SideBySide
{
    private const double Goal = 0.6;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Contender service, Contender baseline, Plan plan, Func<Task>? prepare = null)
    {
        await service.RunAsync(plan.WarmUp);
        await baseline.RunAsync(plan.WarmUp);
        var pairs = new List<Pair>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            await (prepare?.Invoke() ?? Task.CompletedTask);
            var early = round % 2 == 0 ? await service.RunAsync(plan.Round) : default;
            var other = await baseline.RunAsync(plan.Round);
            var ours = round % 2 == 0 ? early : await service.RunAsync(plan.Round);
            pairs.Add(new(ours.PerSecond, other.PerSecond, ours.Microseconds, other.Microseconds));
        }

        return
        [
            Figure.Median("throughput, service to baseline", pairs.Select(pair => pair.Service / pair.Baseline), "").AtLeast(Goal),
            Figure.Median("service", pairs.Select(pair => pair.Service), "/s"),
            Figure.Median("baseline", pairs.Select(pair => pair.Baseline), "/s"),
            Figure.Median("service, processor time each", pairs.Select(pair => pair.ServiceMicroseconds), "µs"),
            Figure.Median("baseline, processor time each", pairs.Select(pair => pair.BaselineMicroseconds), "µs"),
        ];
    }

    private readonly record struct Pair(double Service, double Baseline, double ServiceMicroseconds, double BaselineMicroseconds);
}
