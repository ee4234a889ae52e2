using Ecommerce.Contracts;
using Ecommerce.PaymentService.Domain;

namespace Ecommerce.PaymentService.Infrastructure.Providers;

/// <summary>
/// A payment provider. Every call that moves money has an idempotency key: repeated with the same key it moves nothing again and has the
/// same result. A call without an answer throws <see cref="ProviderUnavailableException"/>, or goes on until it is cancelled: then its
/// result is unknown, and it must be repeated with the same key.
/// </summary>
internal interface IPaymentProvider
{
    /// <summary>As in <c>Payments:Provider</c> and in the path of its webhooks.</summary>
    string Name { get; }

    /// <summary>
    /// How long the provider certainly knows an idempotency key. After that its records are queried before a call is repeated.
    /// </summary>
    TimeSpan KeyLifetime { get; }

    /// <summary>
    /// Whether it accepts card data; otherwise the shopper's browser exchanges a card for a token, and no card data passes through here.
    /// </summary>
    bool AcceptsCards { get; }

    /// <summary>Exchanges a card, or the browser's token of one, for a token that only <paramref name="owner"/> can pay with.</summary>
    /// <exception cref="MethodRefusedException">The provider refuses it.</exception>
    Task<ProviderMethod> AddMethodAsync(Guid owner, MethodSource source, CancellationToken cancellationToken);

    /// <summary>Makes a token useless. An unknown token counts as detached.</summary>
    Task DetachMethodAsync(Guid owner, string token, CancellationToken cancellationToken);

    Task<ProviderResult> CaptureAsync(Capture capture, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that nothing is captured any more. <see cref="ProviderOutcome.Succeeded"/> means that it was captured before.
    /// </summary>
    /// <param name="reference">The provider's reference of the capture, where known.</param>
    Task<ProviderResult> VoidAsync(Capture capture, string? reference, CancellationToken cancellationToken);

    /// <param name="reference">Of an earlier result that was <see cref="ProviderOutcome.Pending"/>, to query that refund.</param>
    Task<ProviderResult> RefundAsync(RefundCall refund, string? reference, CancellationToken cancellationToken);

    /// <summary>The provider's record of an order's capture, if there is one.</summary>
    Task<ProviderRecord?> FindAsync(Guid orderId, Guid owner, string? reference, CancellationToken cancellationToken);

    /// <summary>All captures that the provider recorded in this time, ordered by time, ascending or descending.</summary>
    IAsyncEnumerable<ProviderRecord> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

internal sealed class ProviderUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <param name="reason">One of the reasons of a refused payment.</param>
internal sealed class MethodRefusedException(string reason) : Exception($"The provider refuses the payment method: {reason}.")
{
    public string Reason => reason;
}
