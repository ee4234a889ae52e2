namespace Ecommerce.PaymentService.Domain;

/// <summary>Card data to be sent to the provider: never stored, never logged.</summary>
internal sealed class Card(string number, int expiryMonth, int expiryYear, string cvc)
{
    public string Number => number;
    public int ExpiryMonth => expiryMonth;
    public int ExpiryYear => expiryYear;
    public string Cvc => cvc;
}

/// <summary>Either a card, or the token that the shopper's browser exchanged it for.</summary>
internal readonly record struct MethodSource(Card? Card, string? Token);

internal sealed record ProviderMethod(string Token, string Brand, string Last4, int ExpiryMonth, int ExpiryYear);
