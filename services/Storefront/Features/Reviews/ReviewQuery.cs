using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Features.Reviews;

/// <summary>Which page of a product's reviews is shown, and in which order.</summary>
public sealed record ReviewQuery(string? Sort, int? Stars, string? After)
{
    public static readonly ReviewQuery Default = new(null, null, null);

    public static readonly IReadOnlyList<(string Name, string Label)> Sorts =
        [
            ("newest", Texts.Key("Newest")), ("helpful", Texts.Key("Most helpful")), ("highest", Texts.Key("Best first")),
            ("lowest", Texts.Key("Worst first")),
        ];

    public QueryString ToQuery()
    {
        var query = new QueryString();
        if (!string.IsNullOrEmpty(Sort))
            query = query.Add("sort", Sort);
        if (Stars is { } stars)
            query = query.Add("stars", stars.ToString(CultureInfo.InvariantCulture));
        return string.IsNullOrEmpty(After) ? query : query.Add("after", After);
    }
}
