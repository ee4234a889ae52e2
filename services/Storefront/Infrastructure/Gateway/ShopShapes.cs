using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of the API's requests and responses that pages use. Public because components are.

public sealed record Price(decimal Amount, string Currency)
{
    /// <summary>
    /// As the page's language writes it, with the decimals of the currency; the sign is in front of all: <c>-$23.80</c>, <c>1.234 KWD</c>,
    /// and in German <c>-23,80 $</c>.
    /// </summary>
    public override string ToString()
    {
        var numbers = CultureInfo.CurrentCulture.NumberFormat;
        var digits = Math.Abs(Amount).ToString($"N{Currencies.DecimalsOf(Currency)}", numbers);
        var text = (Symbol, IsSymbolFirst(numbers)) switch
        {
            (null, _) => $"{digits} {Currency}",
            ({ } symbol, true) => symbol + digits,
            // A price is not broken into two lines.
            ({ } symbol, false) => $"{digits}\u00A0{symbol}",
        };
        return Amount < 0 ? $"-{text}" : text;
    }

    private string? Symbol => Currency switch { "USD" => "$", "EUR" => "€", "GBP" => "£", _ => null };

    private static bool IsSymbolFirst(NumberFormatInfo numbers) => numbers.CurrencyPositivePattern == 0;
    /// <summary>What to show beside this price; null where the regular price is not higher.</summary>
    public Price? OldPrice(Price? regular) => regular is not null && regular.Amount > Amount ? regular : null;
}

public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <param name="RegularPrice">Outside a sale.</param>
public sealed record Variant(
    string Sku, IReadOnlyDictionary<string, string> Options, Price Price, int Available, Price? RegularPrice = null)
{
    public string Label => Options.Count == 0 ? Sku : string.Join(", ", Options.Values);

    /// <summary>What it costs when there is no sale; null while there is none.</summary>
    public Price? OldPrice => Price.OldPrice(RegularPrice);

    public bool IsAvailable => Available > 0;
}

public sealed record ProductImage(string Url, string? Alt = null);

/// <param name="CategoryPath">The slugs of its category from the root, joined by slashes.</param>
/// <param name="SeoTitle">What search engines are told in place of the name; null: the name.</param>
/// <param name="SeoDescription">The same in place of the description.</param>
public sealed record Product(
    Guid Id, string Name, string Description, string Brand, string Category, IReadOnlyList<Variant> Variants,
    string CategoryPath = "", IReadOnlyList<ProductImage>? Images = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes = null, string? SeoTitle = null, string? SeoDescription = null)
{
    public Variant Cheapest => Variants.MinBy(variant => variant.Price.Amount)!;

    public bool InStock => Variants.Any(variant => variant.IsAvailable);

    public ProductImage? Image => Images is [var first, ..] ? first : null;

    /// <summary>Without a limit of stock, while stock is not tracked.</summary>
    public Product WithoutStockTracking()
        => this with { Variants = [.. Variants.Select(variant => variant with { Available = int.MaxValue })] };
}

public sealed record BoughtTogether(IReadOnlyList<Companion> Items);

public sealed record Companion(Guid ProductId);

/// <param name="Products">Published ones in it and below it.</param>
/// <param name="Path">The slugs from the root, joined by slashes.</param>
public sealed record Category(string Name, int Products, string Slug = "", string? Parent = null, string Path = "");

public sealed record CartItem(
    string Sku, Guid ProductId, string Name, int Quantity, Price UnitPrice, int Available, Price LineTotal,
    IReadOnlyDictionary<string, string>? Options = null, string? Image = null)
{
    /// <summary>What was chosen, such as <c>blue, M</c>; null where there was no choice.</summary>
    public string? Choice => Options is { Count: > 0 } ? string.Join(", ", Options.Values) : null;
}

public sealed record CartNote(string Sku, string Code, string Message);

public sealed record ShoppingCart(string Id, IReadOnlyList<CartItem> Items, Price? Total, IReadOnlyList<CartNote>? Notes)
{
    public static readonly ShoppingCart Empty = new("", [], null, []);

    public int Quantity => Items.Sum(item => item.Quantity);
}

public sealed record Registration(string Email, string Password, string Name);

/// <param name="DeviceToken">Of an earlier login in this browser.</param>
/// <param name="Code">Of the authenticator app, or a recovery code, where the account has two-factor sign-in on.</param>
public sealed record Credentials(string Email, string Password, string? DeviceToken, string? Code = null);

public sealed record Refresh(string RefreshToken);

public sealed record MailedToken(string Token);

public sealed record PasswordReset(string Token, string NewPassword);

public sealed record ForgottenPassword(string Email);

/// <param name="DeviceToken">Only of a login.</param>
public sealed record Tokens(string AccessToken, int ExpiresIn, string RefreshToken, string? DeviceToken = null);

public sealed record AddedItem(string Sku, int Quantity);

public sealed record ItemQuantity(int Quantity);

public sealed record CartMerge(string CartId);

public sealed record Address(string Name, string Street, string City, string PostalCode, string Country);

/// <param name="PaymentToken">Null where nothing is to be paid.</param>
/// <param name="ExpectedTotal">What the shopper was shown: the API buys nothing for more.</param>
/// <param name="ShippingMethod">The id of one that a quote lists; null for the standard one.</param>
public sealed record CheckoutRequest(
    string? PaymentToken, Price ExpectedTotal, Address ShippingAddress, string? DiscountCode, string? ShippingMethod);

public sealed record Destination(string Country);

/// <inheritdoc cref="CheckoutRequest"/>
public sealed record QuoteRequest(Destination ShippingAddress, string? DiscountCode, string? ShippingMethod);

/// <summary>What an order would cost, and how it can be shipped.</summary>
/// <param name="ShippingMethod">The id of the one that the price is with.</param>
public sealed record QuotedOrder(
    Price Subtotal, Price Discount, Price Shipping, Price Tax, Price TaxIncluded, Price Total,
    string? ShippingMethod = null, IReadOnlyList<ShippingMethod>? ShippingMethods = null)
{
    public Costs Costs => new(Subtotal, Discount, Shipping, Tax, TaxIncluded, Total);
}

/// <summary>A method of a quote.</summary>
/// <inheritdoc cref="KnownShippingMethod"/>
public sealed record ShippingMethod(
    string Id, string Name, Price Price, string? Description = null, int? MinDays = null, int? MaxDays = null, bool NeedsAddress = true)
    : KnownShippingMethod(Id, Name, Description, MinDays, MaxDays, NeedsAddress);

/// <summary>A method of the shop, whatever it costs.</summary>
/// <param name="MinDays">Working days until the order is there, at least; null where the shop promises none.</param>
/// <param name="MaxDays">The same at most.</param>
/// <param name="NeedsAddress">Whether it goes to a street, or the shopper comes for it.</param>
public record KnownShippingMethod(
    string Id, string Name, string? Description = null, int? MinDays = null, int? MaxDays = null, bool NeedsAddress = true)
{
    /// <summary>By the tag of a language.</summary>
    public IReadOnlyDictionary<string, ShippingMethodText>? Translations { get; init; }

    /// <summary>As the page's language has it.</summary>
    public ShippingMethodText Text => Translations?.GetValueOrDefault(Language.Current.Tag) is { } text
        ? new(text.Name ?? Name, text.Description ?? Description)
        : new(Name, Description);
}

/// <summary>What shoppers read of a shipping method; null in a translation: the same as in the others.</summary>
public sealed record ShippingMethodText(string? Name, string? Description);

/// <param name="TaxIncluded">Contained in the prices; the others are added or subtracted.</param>
public sealed record Costs(Price Subtotal, Price Discount, Price Shipping, Price Tax, Price TaxIncluded, Price Total)
{
    public bool HasParts => Parts.Any();

    /// <summary>With the keys of their labels.</summary>
    public IEnumerable<(string Label, Price Price)> Parts => new[]
    {
        (Texts.Key("Discount"), Discount with { Amount = -Discount.Amount }), (Texts.Key("Shipping"), Shipping), (Texts.Key("Tax"), Tax),
        (Texts.Key("Of which tax"), TaxIncluded),
    }.Where(part => part.Item2.Amount != 0);
}

/// <param name="Quote">Only of a checkout whose total has changed.</param>
public sealed record Problem(
    string? Type, string? Title, string? Detail, int? Status, IReadOnlyDictionary<string, string[]>? Errors, QuotedOrder? Quote = null)
{
    /// <summary>The messages to show.</summary>
    public IEnumerable<string> Messages() => Errors is { Count: > 0 }
        ? FieldMessage.Of(Errors)
        : [Detail ?? Title ?? "Something went wrong."];

    /// <summary>Whether it is of this name, <c>price-changed</c> for example.</summary>
    public bool Is(string name) => Type == ProblemTypes.Urn(name);
}
