namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of search-service's API that pages use. Public because components are.

public sealed record Highlights(string Name, string Description);

/// <param name="RegularPrice">Of the cheapest variant outside a sale.</param>
/// <param name="OnSale">Whether any variant costs less than outside a sale.</param>
public sealed record FoundProduct(
    Guid Id, string Name, string Brand, Price Price, Price HighestPrice, int Available, decimal Rating, int Ratings, Highlights Highlights,
    string? Image = null, Price? RegularPrice = null, bool OnSale = false)
{
    /// <inheritdoc cref="Variant.OldPrice"/>
    public Price? OldPrice => Price.OldPrice(RegularPrice);
}

public sealed record CategoryCount(string Path, string Name, int Count)
{
    public int Depth => Path.Count(c => c == '/');

    public string Slug => Path[(Path.LastIndexOf('/') + 1)..];
}

public sealed record ValueCount(string Value, int Count);

public sealed record PriceCount(decimal From, decimal? To, int Count);

public sealed record RatingCount(int Stars, int Count);

public sealed record AttributeCounts(string Name, IReadOnlyList<ValueCount> Values);

public sealed record FacetCounts(
    IReadOnlyList<CategoryCount> Categories, IReadOnlyList<ValueCount> Brands, IReadOnlyList<PriceCount> Prices,
    IReadOnlyList<RatingCount> Ratings, int InStock, IReadOnlyList<AttributeCounts> Attributes,
    int OnSale = 0);

public sealed record SearchResponse(
    string Match, string? DidYouMean, long Total, bool TotalIsExact, IReadOnlyList<FoundProduct> Items, string? Next, FacetCounts Facets,
    IReadOnlyList<FoundProduct> Alternatives);

public sealed record SuggestedProduct(Guid Id, string Highlight, string Brand, Price Price, string Name = "", string? Image = null);

public sealed record SuggestionsResponse(IReadOnlyList<string> Queries, IReadOnlyList<SuggestedProduct> Products);
