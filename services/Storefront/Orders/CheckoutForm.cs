using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Orders;

/// <summary>Where an order goes.</summary>
internal record AddressForm(string Name, string Street, string City, string PostalCode, string Country)
{
    /// <summary>A property, because a form without a field for a parameter cannot be read.</summary>
    public string? DiscountCode { get; init; }

    /// <summary>A field that is left empty is no code.</summary>
    public static string? Code(string? field) => string.IsNullOrWhiteSpace(field) ? null : field;

    public Address ToAddress() => new(Name, Street, City, PostalCode, Country);
}

/// <summary>What a shopper fills in. The card goes to the payment service for a token and is kept nowhere.</summary>
/// <param name="Key">Made with the page: sending the form twice buys once.</param>
internal sealed record CheckoutForm(
    Guid Key, string Name, string Street, string City, string PostalCode, string Country,
    string CardNumber, int ExpiryMonth, int ExpiryYear, string Cvc) : AddressForm(Name, Street, City, PostalCode, Country)
{
    public Card ToCard() => new(CardNumber, ExpiryMonth, ExpiryYear, Cvc);
}
