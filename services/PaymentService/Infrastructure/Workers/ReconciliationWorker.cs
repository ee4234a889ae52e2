using Ecommerce.Background;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Reconciliation;
using Microsoft.Extensions.Options;

namespace Ecommerce.PaymentService.Infrastructure.Workers;

/// <summary>Reconciles at each interval, and at once when it is requested.</summary>
internal sealed class ReconciliationWorker(
    Reconciler reconciler, DiscrepancyStore discrepancies, IOptions<ReconciliationOptions> options, TimeProvider timeProvider,
    ILogger<ReconciliationWorker> logger)
    : RecurringWorker(options.Value.Interval, timeProvider, logger)
{
    private readonly WakeSignal request = new();

    /// <summary>Several requests before a run begins lead to one run.</summary>
    public void RequestRun() => request.Set();

    public override void Dispose()
    {
        request.Dispose();
        base.Dispose();
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await discrepancies.MeasureAsync(stoppingToken);
        var requested = await request.WaitAsync(Interval, stoppingToken);
        if (requested || await IsDueAsync(stoppingToken))
            await reconciler.TryRunAsync(stoppingToken);
    }

    /// <summary>A run waits for its interval or a request itself.</summary>
    protected override Task WaitAsync(CancellationToken stoppingToken) => Task.CompletedTask;

    /// <summary>False where another replica has just reconciled.</summary>
    private async Task<bool> IsDueAsync(CancellationToken cancellationToken)
        => await reconciler.FindLastRunAsync(cancellationToken) is not { } last
            || TimeProvider.GetUtcNow() - last.StartedAt >= Interval * 0.9;
}
