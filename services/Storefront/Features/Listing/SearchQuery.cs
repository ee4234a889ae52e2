using Ecommerce.Storefront.Infrastructure.Catalog;

namespace Ecommerce.Storefront.Features.Listing;

/// <summary>The query of a results or listing page. Each facet option is a link to another query.</summary>
public sealed class SearchQuery
{
    private const string SearchPage = "/search";
    private const string Category = "category";
    private const string OnSale = "onSale";

    private static readonly string[] Known =
        ["q", Category, "brand", "attribute", "minPrice", "maxPrice", "minRating", "inStock", OnSale, "sort", "after"];

    private readonly string page;
    private readonly (string Name, string Value)? shelf;
    private readonly IReadOnlyList<KeyValuePair<string, string>> choices;

    private SearchQuery(string page, (string Name, string Value)? shelf, IEnumerable<KeyValuePair<string, string>> choices)
        => (this.page, this.shelf, this.choices) = (page, shelf, [.. choices]);

    public string Text => Find("q") ?? "";

    public string Sort => Find("sort") ?? (IsListing ? "best-selling" : "relevance");

    /// <summary>Whether it lists a shelf of the shop instead of answering words.</summary>
    public bool IsListing => page != SearchPage;

    /// <summary>The page without any filter: the one that search engines know.</summary>
    public string CanonicalAddress => IsListing ? page : Address(choices.Where(choice => choice.Key == "q"));

    /// <summary>Whether it lists what is on sale alone, as the page or as a filter.</summary>
    public bool IsSale => IsSaleShelf || Has(OnSale, "true");

    public bool IsSaleShelf => shelf is { Name: OnSale };

    /// <summary>Whether any filter is set.</summary>
    public bool HasFilters => choices.Any(choice => choice.Key is not ("q" or "sort" or "after"));

    public static SearchQuery Of(IQueryCollection query) => new(SearchPage, shelf: null, Choices(query, Known));

    /// <summary>A shelf of the shop.</summary>
    /// <param name="query">What is chosen on it.</param>
    /// <param name="page">Its path.</param>
    /// <param name="category">The path of the category that is listed; null: everything.</param>
    public static SearchQuery Listing(IQueryCollection query, string page, string? category)
        => new(
            page, category is null ? null : (Category, category), Choices(query, Known.Where(name => name is not ("q" or Category))));

    /// <summary>The shelf of all that is on sale.</summary>
    public static SearchQuery Sale(IQueryCollection query, string page)
        => new(page, (OnSale, "true"), Choices(query, Known.Where(name => name is not ("q" or Category or OnSale))));

    public bool Has(string name, string value) => choices.Contains(KeyValuePair.Create(name, value));

    /// <summary>The address with this filter added, or removed where it is set.</summary>
    public string Toggled(string name, string value)
        => Has(name, value)
            ? Address(Others("after").Where(choice => choice.Key != name || choice.Value != value))
            : Address(Others("after").Append(new(name, value)));

    /// <summary>The address with these filters set to one value each; null removes a filter.</summary>
    public string With(params IEnumerable<(string Name, string? Value)> values)
        => Address(Others(["after", .. values.Select(value => value.Name)])
            .Concat(values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Name, value.Value!))));

    /// <summary>The address with the text and the order alone.</summary>
    public string WithoutFilters() => Address(choices.Where(choice => choice.Key is "q" or "sort"));

    /// <summary>The shelf of a category, which stays one of sales.</summary>
    public string CategoryAddress(string slug)
        => Addresses.Category(slug) + (IsSale ? QueryString.Create(OnSale, "true") : QueryString.Empty);

    /// <summary>For the API, page by page.</summary>
    public QueryString ForApi(int limit)
    {
        var all = choices.Append(new("limit", $"{limit}"));
        if (shelf is { } listed)
            all = all.Append(new(listed.Name, listed.Value));
        if (IsListing && Find("sort") is null)
            all = all.Append(new("sort", Sort));
        return QueryString.Create(all.Select(choice => KeyValuePair.Create(choice.Key, (string?)choice.Value)));
    }

    /// <summary>What a form with these fields has to send along.</summary>
    public IEnumerable<KeyValuePair<string, string>> Except(params string[] fields) => Others(["after", .. fields]);

    public string? Find(string name) => choices.FirstOrDefault(choice => choice.Key == name).Value;

    public string Page => page;

    private IEnumerable<KeyValuePair<string, string>> Others(params string[] names) => choices.Where(choice => !names.Contains(choice.Key));

    private static IEnumerable<KeyValuePair<string, string>> Choices(IQueryCollection query, IEnumerable<string> names)
        => names.SelectMany(name => query[name].OfType<string>().Where(value => value.Length > 0), KeyValuePair.Create);

    private string Address(IEnumerable<KeyValuePair<string, string>> choices)
        => page + QueryString.Create(choices.Select(choice => KeyValuePair.Create(choice.Key, (string?)choice.Value)));
}
