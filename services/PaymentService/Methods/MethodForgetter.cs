using Ecommerce.PaymentService.Provider;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.PaymentService.Methods;

/// <summary>Tells the provider of the methods that were given up, however long that takes.</summary>
internal sealed partial class MethodForgetter(MethodStore methods, IPaymentProvider provider, TimeProvider time, ILogger<MethodForgetter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await methods.TakeToForgetAsync(stoppingToken) is { } method)
                    await ForgetAsync(method.Id, method.UserId, method.Token, stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or ProviderUnavailableException or OperationCanceledException)
            {
                if (!stoppingToken.IsCancellationRequested)
                    LogLater(logger, exception);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ForgetAsync(Guid id, Guid owner, string token, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await provider.ForgetMethodAsync(owner, token, patience.Token);
        await methods.ForgottenAsync(id, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "A payment method that was given up could not be forgotten yet; it is tried again")]
    private static partial void LogLater(ILogger logger, Exception exception);
}
