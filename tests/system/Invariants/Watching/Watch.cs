using Ecommerce.Background;
using Ecommerce.Invariants.Stores;
using Microsoft.Extensions.Options;

namespace Ecommerce.Invariants.Watching;

/// <summary>Looks at the shop again and again.</summary>
internal sealed partial class Watch(
    ShopStores stores, Services services, IEnumerable<IProbe> probes, IOptions<InvariantsOptions> options, TimeProvider timeProvider,
    ILogger<Watch> logger)
    : BackgroundService
{
    private static readonly TimeSpan MaxStep = TimeSpan.FromSeconds(10);

    private readonly Casebook casebook = new(timeProvider);
    private readonly ProbeRun[] runs = [.. probes.Select(probe => new ProbeRun(probe, options.Value.Rest, timeProvider))];
    private readonly Dictionary<string, string> identities = [];
    private long lookedAt = timeProvider.GetTimestamp();
    private bool wasUndisturbed;
    private bool forget;
    private long looks;

    /// <summary>What the latest look has shown.</summary>
    public Report? Latest { get; private set; }

    /// <summary>Forgets all at the next look: the shop's data were made anew.</summary>
    public void Forget() => Volatile.Write(ref forget, true);

    /// <summary>Looks once at all that is due.</summary>
    public async Task<Report> LookAsync()
    {
        var begin = timeProvider.GetTimestamp();
        var silent = await services.SilentAsync();
        var away = await AwayAsync();
        Elapse(isUndisturbed: silent.Count == 0 && away.Count == 0);
        if (Interlocked.Exchange(ref forget, false)) BeginAnew();
        foreach (var run in runs) await run.LookAsync(away.Keys.ToHashSet(), casebook);
        looks++;
        var wentAway = runs.Select(run => run.FoundAway).OfType<StoreAwayException>().DistinctBy(failure => failure.Store)
            .Select(failure => failure.Message);
        return Latest = Reporting.Of(
            casebook, runs,
            new(timeProvider.GetUtcNow(), looks, timeProvider.GetElapsedTime(begin), [.. away.Values, .. wentAway], silent));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nobody wants to see in the traces how the shop is watched.
        using var untraced = BackgroundTracing.Suppress();
        using var timer = new PeriodicTimer(options.Value.Interval, timeProvider);
        do
            Tell(Latest, await LookAsync());
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Stores that do not answer, each with the reason.</summary>
    private async Task<Dictionary<IStore, string>> AwayAsync()
    {
        var away = new Dictionary<IStore, string>();
        foreach (var (store, answer) in await Task.WhenAll(stores.All.Select(async store => (store, await IdentifyAsync(store)))))
        {
            if (answer.Failure is { } failure)
                away[store] = failure;
            else if (!identities.TryAdd(store.Name, answer.Identity) && identities[store.Name] != answer.Identity)
                (identities[store.Name], forget) = (answer.Identity, true);
        }

        return away;
    }

    private static async Task<(string? Identity, string? Failure)> IdentifyAsync(IStore store)
    {
        try
        {
            return (await store.IdentifyAsync(), null);
        }
        catch (StoreAwayException failure)
        {
            return (null, failure.Message);
        }
    }

    /// <summary>Counts the time since the last look where nothing stood in the way before it and after it.</summary>
    private void Elapse(bool isUndisturbed)
    {
        var step = timeProvider.GetElapsedTime(lookedAt);
        // What took longer was a machine that slept.
        if (wasUndisturbed && isUndisturbed) casebook.Elapse(step < MaxStep ? step : MaxStep);
        (lookedAt, wasUndisturbed) = (timeProvider.GetTimestamp(), isUndisturbed);
    }

    private void BeginAnew()
    {
        casebook.Forget();
        foreach (var run in runs) run.Probe.Forget();
        LogAnew();
    }

    private void Tell(Report? before, Report now)
    {
        foreach (var invariant in now.Invariants.Where(
            invariant => invariant.State != before?.Invariants.Single(old => old.Number == invariant.Number).State))
        {
            if (invariant.State == Reporting.Broken) LogBroken(invariant.Number, invariant.Name, invariant.Violations[0].Text);
            else if (invariant.State == Reporting.Unknown
                && before is not null) LogUnknown(invariant.Number, invariant.Name, invariant.Unknown[0]);
            else if (before is not null) LogHolds(invariant.Number, invariant.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "Invariant {Number}, {Name}, is broken: {Violation}")]
    private partial void LogBroken(int number, string name, string violation);

    [LoggerMessage(LogLevel.Warning, "Invariant {Number}, {Name}, is not known at the moment: {Reason}")]
    private partial void LogUnknown(int number, string name, string reason);

    [LoggerMessage(LogLevel.Information, "Invariant {Number}, {Name}, holds")]
    private partial void LogHolds(int number, string name);

    [LoggerMessage(LogLevel.Information, "The shop's data were made anew: what was known of them is forgotten")]
    private partial void LogAnew();
}
