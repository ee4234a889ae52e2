using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Provider;

/// <summary>
/// Whoever takes the money. Every call that moves money carries our key: repeated with the same key it moves nothing again and
/// gives the same answer. A call that is not answered throws <see cref="ProviderUnavailableException"/>, or goes on until it is
/// cancelled: then nothing is known, and it is to be repeated with the same key.
/// </summary>
internal interface IPaymentProvider
{
    /// <summary>As in <c>Payments:Provider</c> and in the path of its webhooks.</summary>
    string Name { get; }

    /// <summary>For so long it remembers a key for certain. Later it is asked what it knows before a call is repeated.</summary>
    TimeSpan KeyLifetime { get; }

    /// <summary>Whether it takes cards as typed; else the shopper's browser exchanges them for tokens, and no card passes through here.</summary>
    bool TakesCards { get; }

    /// <summary>Makes a card, or the browser's token of one, a token that only <paramref name="owner"/> can pay with.</summary>
    /// <exception cref="MethodRefusedException">The provider does not take it.</exception>
    Task<ProviderMethod> AddMethodAsync(Guid owner, MethodSource source, CancellationToken cancellationToken);

    /// <summary>Nobody can pay with the token from now on. One that is unknown is forgotten already.</summary>
    Task ForgetMethodAsync(Guid owner, string token, CancellationToken cancellationToken);

    Task<ProviderAnswer> CaptureAsync(Capture capture, CancellationToken cancellationToken);

    /// <summary>
    /// Sees to it that nothing will be taken for the capture any more. <see cref="ProviderOutcome.Done"/>: it had been taken already.
    /// </summary>
    /// <param name="reference">The capture's, where known.</param>
    Task<ProviderAnswer> VoidAsync(Capture capture, string? reference, CancellationToken cancellationToken);

    /// <param name="reference">Of an earlier answer that was <see cref="ProviderOutcome.Pending"/>: asks what became of that.</param>
    Task<ProviderAnswer> RefundAsync(RefundCall refund, string? reference, CancellationToken cancellationToken);

    /// <summary>What the provider has in its records of an order's capture; null: nothing.</summary>
    Task<ProviderRecord?> FindAsync(Guid orderId, Guid owner, string? reference, CancellationToken cancellationToken);

    /// <summary>All the captures of the shop's orders that the provider recorded in this time, oldest or newest first.</summary>
    IAsyncEnumerable<ProviderRecord> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

/// <param name="KeyForgotten">Whether it was first asked for so long ago that the provider may have forgotten the key.</param>
internal readonly record struct Capture(string Key, Guid OrderId, Guid Owner, string Token, Money Amount, bool KeyForgotten);

/// <param name="CaptureReference">Of the capture that it gives back a part of.</param>
/// <param name="KeyForgotten">As of a <see cref="Capture"/>.</param>
internal readonly record struct RefundCall(string Key, Guid OrderId, Guid RefundId, string CaptureReference, Money Amount, bool KeyForgotten);

internal enum ProviderOutcome
{
    /// <summary>The money has moved.</summary>
    Done,

    /// <summary>It has not and never will.</summary>
    Refused,

    /// <summary>The provider has not decided: a webhook will tell, and it can be asked.</summary>
    Pending,
}

/// <param name="Reference">The provider's name of what it did or is about to do.</param>
/// <param name="Reason">Why it refused, in the words of <see cref="PaymentFailed"/>.</param>
internal readonly record struct ProviderAnswer(ProviderOutcome Outcome, string? Reference, string? Reason)
{
    public static ProviderAnswer Done(string reference) => new(ProviderOutcome.Done, reference, null);

    public static ProviderAnswer Refused(string reason) => new(ProviderOutcome.Refused, null, reason);

    public static ProviderAnswer Pending(string reference) => new(ProviderOutcome.Pending, reference, null);
}

/// <param name="Refunded">What went back of it.</param>
internal sealed record ProviderRecord(Guid OrderId, string Reference, ProviderAnswer Answer, Money Amount, decimal Refunded);

internal sealed class ProviderUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
