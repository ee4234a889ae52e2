namespace Ecommerce.Storefront;

/// <summary>Who runs the shop: configured as <c>Shop</c>.</summary>
public sealed class ShopOptions
{
    public const string Section = "Shop";

    /// <summary>As the header, titles and previews of links show it.</summary>
    public string Name { get; init; } = "Hollyhock";

    public string Tagline { get; init; } = "A general store for people who keep things.";

    /// <summary>The company behind the shop, as the imprint names it.</summary>
    public string Company { get; init; } = "Hollyhock General Store (a demonstration: no company, no goods, no money)";

    /// <summary>Of the imprint, a line each. Without a default: configuration would come after it instead of in its place.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    /// <summary>The address, or an example of one.</summary>
    public IReadOnlyList<string> AddressLines => Address.Count > 0 ? Address : ["1 Example Street", "12345 Exampletown"];

    public string Email { get; init; } = "hello@ecommerce.example";

    /// <summary>Days within which goods can be sent back after delivery.</summary>
    public int ReturnDays { get; init; } = 30;
}
