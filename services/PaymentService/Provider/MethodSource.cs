namespace Ecommerce.PaymentService.Provider;

/// <summary>A card on its way to the provider. Never stored, never logged.</summary>
internal sealed class Card(string number, int expiryMonth, int expiryYear, string cvc)
{
    public string Number => number;
    public int ExpiryMonth => expiryMonth;
    public int ExpiryYear => expiryYear;
    public string Cvc => cvc;
}

/// <summary>Either a card, or the token that the shopper's browser got for one.</summary>
internal readonly record struct MethodSource(Card? Card, string? Token);

internal sealed record ProviderMethod(string Token, string Brand, string Last4, int ExpiryMonth, int ExpiryYear);

/// <param name="reason">In the words of a refused payment.</param>
internal sealed class MethodRefusedException(string reason) : Exception($"The provider does not take it: {reason}.")
{
    public string Reason => reason;
}
