using System.Diagnostics;
using Ecommerce.PaymentService.Provider;
using Microsoft.Extensions.Options;

namespace Ecommerce.PaymentService.Calls;

/// <summary>Makes the calls that are due, one after the other.</summary>
internal sealed partial class CallMaker(
    CallQueue queue, IPaymentProvider provider, PaymentMetrics metrics, IOptions<CallOptions> options, TimeProvider time, ILogger<CallMaker> logger)
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
        using var activity = Source.StartActivity($"{call.Kind} payment", ActivityKind.Client, trace);
        using var patience = new CancellationTokenSource(options.Value.Timeout, time);
        try
        {
            var answer = await AskAsync(call, patience.Token);
            metrics.Called(call.Kind, answered: true);
            await queue.FinishAsync(call, answer, cancellationToken);
        }
        catch (Exception silence) when (silence is ProviderUnavailableException
            || (silence is OperationCanceledException && patience.IsCancellationRequested))
        {
            metrics.Called(call.Kind, answered: false);
            LogUnavailable(logger, silence, call.Kind, call.OrderId);
            await queue.RetryLaterAsync(call, cancellationToken);
        }
    }

    private Task<ProviderAnswer> AskAsync(ProviderCall call, CancellationToken cancellationToken) => call.Kind switch
    {
        // What was bought with a voucher alone: there is no money to ask a provider for.
        _ when call.Amount == 0 => Task.FromResult(ProviderAnswer.Done("nothing")),
        CallKind.Refund => provider.RefundAsync(call.Refund, call.RefundReference, cancellationToken),
        CallKind.Cancel => provider.VoidAsync(call.Capture, call.ProviderReference, cancellationToken),
        CallKind.Query => QueryAsync(call, cancellationToken),
        _ => provider.CaptureAsync(call.Capture, cancellationToken),
    };

    /// <summary>What the provider has no record of it has not done, so it is asked to.</summary>
    private async Task<ProviderAnswer> QueryAsync(ProviderCall call, CancellationToken cancellationToken)
        => await provider.FindAsync(call.OrderId, call.UserId, call.ProviderReference, cancellationToken) is { } record
            ? record.Answer
            : await provider.CaptureAsync(call.Capture, cancellationToken);

    [LoggerMessage(LogLevel.Warning, "The payment provider did not answer ({Kind}) for order {OrderId}; it is asked again")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, CallKind kind, Guid orderId);
}
