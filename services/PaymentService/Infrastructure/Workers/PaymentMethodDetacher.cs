using Ecommerce.Background;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;

namespace Ecommerce.PaymentService.Infrastructure.Workers;

/// <summary>Detaches removed payment methods at the provider, retrying until it confirms.</summary>
internal sealed class PaymentMethodDetacher(
    PaymentMethodStore methods, IPaymentProvider provider, TimeProvider timeProvider, ILogger<PaymentMethodDetacher> logger)
    : RecurringWorker(TimeSpan.FromSeconds(5), timeProvider, logger)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Quarantine<Guid> quarantine = new(
        nameof(PaymentMethodDetacher), timeProvider, logger,
        failure => failure is ProviderUnavailableException or OperationCanceledException);

    // One that was taken is due again later.
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (await methods.TakeRemovedAsync(stoppingToken) is { } method)
            await quarantine.TryAsync(method.Id, token => DetachAsync(method, token), stoppingToken);
    }

    private async Task DetachAsync(RemovedPaymentMethod method, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        await provider.DetachMethodAsync(method.UserId, method.Token, timeout.Token);
        await methods.DeleteAsync(method.Id, cancellationToken);
    }
}
