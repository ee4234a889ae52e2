using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Domain;

/// <param name="Key">The idempotency key.</param>
/// <param name="KeyExpired">Whether the first call is so old that the provider may no longer know the key.</param>
internal readonly record struct Capture(string Key, Guid OrderId, Guid Owner, string Token, Money Amount, bool KeyExpired);

/// <param name="CaptureReference">The provider's reference of the capture to refund.</param>
/// <param name="KeyExpired">As in <see cref="Capture"/>.</param>
internal readonly record struct RefundCall(
    string Key, Guid OrderId, Guid RefundId, string CaptureReference, Money Amount, bool KeyExpired);

internal enum ProviderOutcome
{
    /// <summary>The money has moved.</summary>
    Succeeded,

    /// <summary>The money has not moved and never will.</summary>
    Refused,

    /// <summary>The provider has not decided: a webhook will report the result, and it can be queried.</summary>
    Pending,
}

/// <param name="Reference">The provider's reference of the operation.</param>
/// <param name="Reason">Why it was refused, one of the reasons of <see cref="PaymentFailed"/>.</param>
internal readonly record struct ProviderResult(ProviderOutcome Outcome, string? Reference, string? Reason)
{
    public static ProviderResult Succeeded(string reference) => new(ProviderOutcome.Succeeded, reference, null);

    public static ProviderResult Refused(string reason) => new(ProviderOutcome.Refused, null, reason);

    public static ProviderResult Pending(string reference) => new(ProviderOutcome.Pending, reference, null);
}

/// <summary>A capture in the provider's records.</summary>
/// <param name="Refunded">How much of it was refunded.</param>
internal sealed record ProviderRecord(Guid OrderId, string Reference, ProviderResult Result, Money Amount, decimal Refunded);
