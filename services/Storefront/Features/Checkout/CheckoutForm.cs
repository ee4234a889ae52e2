using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>The shipping address.</summary>
internal record AddressForm(string Name, string Street, string City, string PostalCode, string Country)
{
    /// <summary>A property: form binding fails where the field of a constructor parameter is missing.</summary>
    public string? DiscountCode { get; init; }

    /// <summary>Null for an empty field.</summary>
    public static string? Code(string? field) => string.IsNullOrWhiteSpace(field) ? null : field;

    public Address ToAddress() => new(Name, Street, City, PostalCode, Country);
}

/// <summary>The checkout form. The card is exchanged for a token at payment-service and never stored.</summary>
/// <param name="Key">The idempotency key, created with the page: a form sent twice places one order.</param>
internal sealed record CheckoutForm(
    Guid Key, string Name, string Street, string City, string PostalCode, string Country,
    string Number, int ExpiryMonth, int ExpiryYear, string Cvc) : AddressForm(Name, Street, City, PostalCode, Country)
{
    /// <summary>Fields of the price that the page showed, see <see cref="ExpectedTotalFields"/>.</summary>
    public decimal? ExpectedTotal { get; init; }

    public string? ExpectedCurrency { get; init; }

    /// <summary>Null where the page showed no final price yet.</summary>
    public Price? Expected => ExpectedTotal is { } total && ExpectedCurrency is { } currency ? new(total, currency) : null;

    public Card ToCard() => new(Number, ExpiryMonth, ExpiryYear, Cvc);
}
