using System.Diagnostics;
using Ecommerce.PaymentService.Payments;
using Ecommerce.PaymentService.Provider;

namespace Ecommerce.PaymentService.Calls;

/// <summary>Makes the calls that are due, one after the other.</summary>
internal sealed partial class CallMaker(CallQueue queue, IPaymentProvider provider, ILogger<CallMaker> logger)
{
    private static readonly ActivitySource Source = new(PaymentMetrics.MeterName);

    public async Task MakeDueCallsAsync(CancellationToken cancellationToken)
    {
        // A call that is taken is made and its answer stored, even while the service stops: another replica would wait for its lease to end.
        while (await queue.TakeAsync(cancellationToken) is { } call)
            await MakeAsync(call, CancellationToken.None);
    }

    private async Task MakeAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        ActivityContext.TryParse(call.TraceParent, null, isRemote: true, out var trace);
        using var activity = Source.StartActivity(call.RefundId is null ? "capture payment" : "refund payment", ActivityKind.Client, trace);
        try
        {
            await (call.RefundId is null ? CaptureAsync(call, cancellationToken) : RefundAsync(call, call.RefundId.Value, cancellationToken));
        }
        catch (ProviderUnavailableException unavailable)
        {
            LogUnavailable(logger, unavailable, call.OrderId);
            await queue.RetryLaterAsync(call, cancellationToken);
        }
    }

    private async Task CaptureAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var result = await provider.CaptureAsync(call.Key, call.UserId, call.Token!, call.Money, cancellationToken);
        await (result.Reference is { } reference
            ? queue.FinishAsync(call, "captured", (payment, now) => PaymentRules.Capture(payment, reference, now), cancellationToken)
            : queue.FinishAsync(call, result.Refusal!, (payment, now) => PaymentRules.Refuse(payment, result.Refusal!, now), cancellationToken));
    }

    private async Task RefundAsync(ProviderCall call, Guid refundId, CancellationToken cancellationToken)
    {
        await provider.RefundAsync(call.Key, call.ProviderReference!, call.Money, cancellationToken);
        await queue.FinishAsync(call, "refunded", (payment, now) => PaymentRules.CompleteRefund(payment, refundId, now), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The payment provider did not answer for order {OrderId}; it is asked again")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, Guid orderId);
}
