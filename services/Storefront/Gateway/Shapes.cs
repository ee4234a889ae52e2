using System.Globalization;

namespace Ecommerce.Storefront.Gateway;

// The gateway's answers, as far as pages show them. Public because components are.

public sealed record Price(decimal Amount, string Currency)
{
    public override string ToString() => Currency switch
    {
        "USD" => "$" + Amount.ToString("N2", CultureInfo.InvariantCulture),
        "EUR" => "€" + Amount.ToString("N2", CultureInfo.InvariantCulture),
        "GBP" => "£" + Amount.ToString("N2", CultureInfo.InvariantCulture),
        _ => $"{Amount.ToString("N2", CultureInfo.InvariantCulture)} {Currency}",
    };
}

public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public sealed record Variant(string Sku, IReadOnlyDictionary<string, string> Options, Price Price, int Available)
{
    public string Label => Options.Count == 0 ? Sku : string.Join(", ", Options.Values);
}

public sealed record Product(
    Guid Id, string Name, string Description, string Brand, string Category, IReadOnlyList<Variant> Variants)
{
    public Price LowestPrice => Variants.Select(variant => variant.Price).MinBy(price => price.Amount)!;

    public bool InStock => Variants.Any(variant => variant.Available > 0);

    /// <summary>As it is sold while stock is not tracked.</summary>
    public Product WithoutLimit() => this with { Variants = [.. Variants.Select(variant => variant with { Available = int.MaxValue })] };
}

public sealed record BoughtTogether(IReadOnlyList<Companion> Items);

public sealed record Companion(Guid ProductId);

public sealed record Category(string Name, int Products);

public sealed record CartItem(string Sku, Guid ProductId, string Name, int Quantity, Price UnitPrice, int Available, Price LineTotal);

public sealed record CartNote(string Sku, string Code, string Message);

public sealed record ShoppingCart(string Id, IReadOnlyList<CartItem> Items, Price? Total, IReadOnlyList<CartNote>? Notes)
{
    public static readonly ShoppingCart Empty = new("", [], null, []);

    public int Pieces => Items.Sum(item => item.Quantity);
}

public sealed record Registration(string Email, string Password, string Name);

public sealed record Credentials(string Email, string Password);

public sealed record Refresh(string RefreshToken);

public sealed record MailedToken(string Token);

public sealed record PasswordReset(string Token, string NewPassword);

public sealed record ForgottenPassword(string Email);

public sealed record Tokens(string AccessToken, int ExpiresIn, string RefreshToken);

public sealed record AddedItem(string Sku, int Quantity);

public sealed record ItemQuantity(int Quantity);

public sealed record CartMerge(string CartId);

public sealed record Card(string Number, int ExpiryMonth, int ExpiryYear, string Cvc);

public sealed record PaymentMethod(string Token, string Brand, string Last4);

public sealed record Address(string Name, string Street, string City, string PostalCode, string Country);

public sealed record Checkout(string PaymentToken, Address ShippingAddress, string? DiscountCode);

public sealed record Destination(string Country);

public sealed record QuoteRequest(Destination ShippingAddress, string? DiscountCode);

/// <param name="TaxIncluded">Contained in the prices; the others are added to them or taken off.</param>
public sealed record Costs(Price Subtotal, Price Discount, Price Shipping, Price Tax, Price TaxIncluded, Price Total)
{
    public bool AddUp => Parts.Any();

    public IEnumerable<(string Label, Price Price)> Parts => new[]
    {
        ("Discount", Discount with { Amount = -Discount.Amount }), ("Shipping", Shipping), ("Tax", Tax), ("Of which tax", TaxIncluded),
    }.Where(part => part.Item2.Amount != 0);
}

public sealed record OrderLine(string Sku, string Name, int Quantity, Price UnitPrice, Price LineTotal);

public sealed record StatusChange(string Status, DateTimeOffset At);

public sealed record Order(
    Guid Id, string Status, IReadOnlyList<OrderLine> Lines, Price Subtotal, Price Discount, Price Shipping, Price Tax, Price TaxIncluded, Price Total,
    Address ShippingAddress, string? CancellationReason, IReadOnlyList<StatusChange> History, DateTimeOffset CreatedAt)
{
    public Costs Costs => new(Subtotal, Discount, Shipping, Tax, TaxIncluded, Total);

    public bool Pending => Status is "Placed" or "StockReserved" or "Paid";
}

public sealed record Problem(string? Type, string? Title, string? Detail, int? Status, IReadOnlyDictionary<string, string[]>? Errors)
{
    /// <summary>What a shopper is told.</summary>
    public IEnumerable<string> Messages() => Errors is { Count: > 0 }
        ? Errors.SelectMany(error => error.Value.Select(message => $"{error.Key}: {message}"))
        : [Detail ?? Title ?? "Something went wrong."];
}
