using Ecommerce.Background;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;

namespace Ecommerce.PaymentService.Infrastructure.Workers;

/// <summary>Cancels authorisations that no order has taken, retrying until the provider confirms.</summary>
internal sealed class UnusedAuthorizations(
    AuthorizationStore authorizations, AuthorizationLimit limit, IBrowserPayments provider, TimeProvider timeProvider,
    ILogger<UnusedAuthorizations> logger)
    : RecurringWorker(TimeSpan.FromMinutes(1), timeProvider, logger)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Quarantine<string> quarantine = new(
        nameof(UnusedAuthorizations), timeProvider, logger,
        failure => failure is ProviderUnavailableException or OperationCanceledException);

    // One that was taken is due again later.
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (await authorizations.TakeUnusedAsync(stoppingToken) is { } authorization)
            await quarantine.TryAsync(authorization, token => CancelAsync(authorization, token), stoppingToken);
        await authorizations.PruneAsync(stoppingToken);
        await limit.PruneAsync(stoppingToken);
    }

    private async Task CancelAsync(string authorization, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        await provider.CancelAsync(authorization, timeout.Token);
        await authorizations.DeleteAsync(authorization, cancellationToken);
    }
}
