using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>Where the order goes, and what else is chosen before it is paid.</summary>
public record AddressForm(string Name, string Country)
{
    /// <summary>In <see cref="PayWith"/>, a card that is typed.</summary>
    public const string NewCard = "new";

    public static readonly AddressForm Empty = new("", "");

    /// <summary>
    /// A property, as those below: form binding fails where the field of a constructor parameter is missing. An order that is collected
    /// has no street.
    /// </summary>
    public string? Street { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    public string? DiscountCode { get; init; }

    /// <summary>The id of one; without any the shop takes the standard one.</summary>
    public string? ShippingMethod { get; init; }

    /// <summary>Whether the address goes into the shopper's address book when the order is placed.</summary>
    public bool SaveAddress { get; init; }

    /// <summary>The id of a saved card, or <see cref="NewCard"/>; null where nothing was chosen yet.</summary>
    public string? PayWith { get; init; }

    /// <summary>Whether the card that is typed is saved for the next order.</summary>
    public bool SaveCard { get; init; }

    /// <summary>Null for a card that is typed.</summary>
    internal Guid? SavedCard => Guid.TryParse(PayWith, out var id) ? id : null;

    public bool HasStreet => (Street, City, PostalCode) is not ((null or ""), (null or ""), (null or ""));

    public static AddressForm Of(Address address) => new(address.Name, address.Country)
    {
        Street = address.Street, City = address.City, PostalCode = address.PostalCode,
    };

    public Address ToAddress() => new(Name, Street ?? "", City ?? "", PostalCode ?? "", Country);

    internal Choices ToChoices() => new(Country, DiscountCode.OrNull(), ShippingMethod.OrNull());

    /// <summary>Of a form with a card, all but the card.</summary>
    internal AddressForm WithoutCard() => new(Name, Country)
    {
        Street = Street, City = City, PostalCode = PostalCode,
        DiscountCode = DiscountCode, ShippingMethod = ShippingMethod, SaveAddress = SaveAddress,
        PayWith = PayWith, SaveCard = SaveCard,
    };
}

/// <summary>What a price depends on, beside the cart.</summary>
internal sealed record Choices(string Country, string? DiscountCode, string? ShippingMethod)
{
    /// <summary>Without what a quote was refused for; null where that is none of what can be left out.</summary>
    public Choices? Without(Problem refusal) => refusal.Errors switch
    {
        { } errors when DiscountCode is not null && errors.ContainsKey("discountCode") => this with { DiscountCode = null },
        { } errors when ShippingMethod is not null && errors.ContainsKey("shippingMethod") => this with { ShippingMethod = null },
        _ => null,
    };
}

/// <summary>The checkout form. A card that is typed is exchanged for a token at payment-service; the shop stores no number.</summary>
/// <param name="Key">The idempotency key, created with the page: a form sent twice places one order.</param>
internal sealed record CheckoutForm(Guid Key, string Name, string Country) : AddressForm(Name, Country)
{
    public string? Number { get; init; }

    public int? ExpiryMonth { get; init; }

    public int? ExpiryYear { get; init; }

    public string? Cvc { get; init; }

    /// <summary>What the provider's form in the browser authorised; null where a card is sent, or a saved one is chosen.</summary>
    public string? PaymentToken { get; init; }

    /// <summary>Fields of the price that the page showed, see <see cref="ExpectedTotalFields"/>.</summary>
    public decimal? ExpectedTotal { get; init; }

    public string? ExpectedCurrency { get; init; }

    /// <summary>Null where the page showed no final price yet.</summary>
    public Price? Expected => ExpectedTotal is { } total && ExpectedCurrency is { } currency ? new(total, currency) : null;

    public Card ToCard() => new(Number, ExpiryMonth, ExpiryYear, Cvc, SaveCard);
}
