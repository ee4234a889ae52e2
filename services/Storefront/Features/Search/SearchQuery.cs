namespace Ecommerce.Storefront.Features.Search;

/// <summary>The query of a results page. Each facet option is a link to another query.</summary>
public sealed class SearchQuery
{
    private static readonly string[] Known =
        ["q", "category", "brand", "attribute", "minPrice", "maxPrice", "minRating", "inStock", "sort", "after"];

    private readonly IReadOnlyList<KeyValuePair<string, string>> choices;

    private SearchQuery(IEnumerable<KeyValuePair<string, string>> choices) => this.choices = [.. choices];

    public string Text => Find("q") ?? "";

    public string Sort => Find("sort") ?? "relevance";

    /// <summary>Whether any filter is set.</summary>
    public bool HasFilters => choices.Any(choice => choice.Key is not ("q" or "sort" or "after"));

    public static SearchQuery Of(IQueryCollection query)
        => new(Known.SelectMany(name => query[name].OfType<string>().Where(value => value.Length > 0), KeyValuePair.Create));

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

    /// <summary>The address with the text alone.</summary>
    public string WithoutFilters() => Address(choices.Where(choice => choice.Key == "q"));

    /// <summary>For the API, page by page.</summary>
    public QueryString ForApi(int limit)
        => QueryString.Create(choices.Append(new("limit", $"{limit}")).Select(c => KeyValuePair.Create(c.Key, (string?)c.Value)));

    private string? Find(string name) => choices.FirstOrDefault(choice => choice.Key == name).Value;

    private IEnumerable<KeyValuePair<string, string>> Others(params string[] names) => choices.Where(choice => !names.Contains(choice.Key));

    private static string Address(IEnumerable<KeyValuePair<string, string>> choices)
        => "/search" + QueryString.Create(choices.Select(choice => KeyValuePair.Create(choice.Key, (string?)choice.Value)));
}
