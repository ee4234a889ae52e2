using Ecommerce.Load;

namespace Ecommerce.Bench.Orders;

/// <summary>What became of checkouts at one rate.</summary>
/// <param name="Confirmed">From the moment at which a checkout should have started until its order was Confirmed.</param>
/// <param name="ProcessorTime">What a checkout costs each program, in milliseconds.</param>
internal sealed record CheckoutResult(
    double PerSecond, CallLedger Calls, Latencies Confirmed, IReadOnlyDictionary<string, double> ProcessorTime)
{
    private const double AcceptedGoal = 150;
    private const double ConfirmedGoal = 1000;
    private const double WorthTelling = 0.05;

    public bool AllAccepted => Calls.Count(Outcome.Failed) + Calls.Count(Outcome.Indeterminate) == 0;

    public bool IsFast => AllAccepted && Accepted.Quantile(0.95).TotalMilliseconds < AcceptedGoal;

    private Latencies Accepted => Calls.Latencies("checkout");

    public IEnumerable<Figure> Figures() =>
    [
        new($"checkouts at {PerSecond}/s", Accepted.Count, ""),
        new("refused or failed", Calls.Count(Outcome.Failed) + Calls.Count(Outcome.Indeterminate), ""),
        .. Refusals(),
        .. Quantiles("accepted", Accepted, AcceptedGoal),
        .. Quantiles("Confirmed", Confirmed, ConfirmedGoal),
        .. Quantiles("cart filled", Calls.Latencies("fill"), goal: null),
        .. ProcessorTime.Where(program => program.Value > WorthTelling).OrderByDescending(program => program.Value)
            .Select(program => new Figure($"processor time each, {program.Key}", program.Value, "ms")),
    ];

    /// <summary>Which calls they were: a checkout is refused, for one, where its cart was not filled in time.</summary>
    private IEnumerable<Figure> Refusals() => Calls.Calls.Where(call => call.Outcome != Outcome.Ok)
        .CountBy(call => (call.Kind, call.Status))
            .Select(refused => new Figure($"{refused.Key.Kind}: {(int?)refused.Key.Status}", refused.Value, ""));

    private static IEnumerable<Figure> Quantiles(string what, Latencies latencies, double? goal)
    {
        yield return Of(0.50);
        yield return goal is { } limit ? Of(0.95).Below(limit) : Of(0.95);
        yield return Of(0.99);

        Figure Of(double share) => new($"{what} p{share * 100:0}", latencies.Quantile(share).TotalMilliseconds, "ms");
    }
}
