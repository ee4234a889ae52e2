using System.Diagnostics;
using Ecommerce.Background;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Telemetry;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Workers;

/// <summary>Makes the provider calls that are due, one after the other.</summary>
internal sealed partial class ProviderCallRunner(
    ProviderCallQueue queue, IPaymentProvider provider, PaymentMetrics metrics, IOptions<ProviderCallOptions> options,
    TimeProvider timeProvider, ILogger<ProviderCallRunner> logger)
{
    private static readonly ActivitySource Source = new(PaymentMetrics.MeterName);

    public async Task RunDueCallsAsync(CancellationToken cancellationToken)
    {
        // A call that was taken is finished even while the service stops: otherwise another replica has to wait for its lease to expire.
        while (await queue.TakeAsync(cancellationToken) is { } call)
            await RunAsync(call, CancellationToken.None);
    }

    private async Task RunAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        _ = ActivityContext.TryParse(call.TraceParent, null, isRemote: true, out var trace);
        using var activity = Source.StartActivity($"{call.Kind} payment", ActivityKind.Client, trace);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, timeProvider);
        try
        {
            var result = await SendAsync(call, timeout.Token);
            metrics.RecordCall(call.Kind, answered: true);
            await queue.FinishAsync(call, result, cancellationToken);
        }
        catch (Exception failure) when (failure is ProviderUnavailableException
            || (failure is OperationCanceledException && timeout.IsCancellationRequested))
        {
            metrics.RecordCall(call.Kind, answered: false);
            var delay = await queue.RetryLaterAsync(call, cancellationToken);
            LogUnavailable(logger, failure, call.Kind, call.OrderId, delay);
        }
        // One that fails otherwise, as its answer or its payment cannot be read, must not hold up the others.
        catch (Exception failure) when (failure is not NpgsqlException { IsTransient: true })
        {
            QuarantineMetrics.Count(nameof(ProviderCallWorker));
            LogFailed(logger, failure, call.Kind, call.OrderId, await queue.RetryLaterAsync(call, cancellationToken));
        }
    }

    private Task<ProviderResult> SendAsync(ProviderCall call, CancellationToken cancellationToken) => call.Kind switch
    {
        // An order paid with a voucher alone has no money to capture.
        _ when call.Amount == 0 => Task.FromResult(ProviderResult.Succeeded("nothing")),
        CallKind.Refund => provider.RefundAsync(call.Refund, call.RefundReference, cancellationToken),
        CallKind.Cancel => provider.VoidAsync(call.Capture, call.ProviderReference, cancellationToken),
        CallKind.Query => QueryAsync(call, cancellationToken),
        _ => provider.CaptureAsync(call.Capture, cancellationToken),
    };

    /// <summary>A capture that the provider has no record of was not made, so it is made now.</summary>
    private async Task<ProviderResult> QueryAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var record = await provider.FindAsync(call.OrderId, call.UserId, call.ProviderReference, cancellationToken);
        return record?.Result ?? await provider.CaptureAsync(call.Capture, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "{Kind} of order {OrderId} failed unexpectedly, retrying in {Delay}")]
    private static partial void LogFailed(ILogger logger, Exception exception, CallKind kind, Guid orderId, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "Payment provider did not answer {Kind} of order {OrderId}, retrying in {Delay}")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, CallKind kind, Guid orderId, TimeSpan delay);
}
