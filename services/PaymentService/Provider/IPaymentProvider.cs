using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Provider;

/// <summary>
/// Whoever takes the money. Every call that moves money carries our key: repeated with the same key it moves nothing again and
/// gives the same answer.
/// </summary>
internal interface IPaymentProvider
{
    /// <summary>Exchanges a card for a token that only <paramref name="owner"/> can pay with.</summary>
    Task<PaymentMethod> TokeniseAsync(Guid owner, Card card, CancellationToken cancellationToken);

    /// <exception cref="ProviderUnavailableException">Nothing is known; the call is to be repeated with the same key.</exception>
    Task<CaptureResult> CaptureAsync(string key, Guid owner, string token, Money amount, CancellationToken cancellationToken);

    /// <param name="reference">The capture's.</param>
    /// <exception cref="ProviderUnavailableException">Nothing is known; the call is to be repeated with the same key.</exception>
    Task RefundAsync(string key, string reference, Money amount, CancellationToken cancellationToken);
}

/// <summary>A card on its way to the provider. Never stored, never logged.</summary>
internal sealed class Card(string number, int expiryMonth, int expiryYear, string cvc)
{
    public string Number => number;
    public int ExpiryMonth => expiryMonth;
    public int ExpiryYear => expiryYear;
    public string Cvc => cvc;
}

internal sealed record PaymentMethod(string Token, string Brand, string Last4);

/// <summary>Either the provider's reference of the capture, or the reason why there is none.</summary>
internal readonly record struct CaptureResult(string? Reference, string? Refusal);

internal sealed class ProviderUnavailableException(string message, Exception inner) : Exception(message, inner);
