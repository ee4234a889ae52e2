using System.Globalization;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.ReviewService.Features.ReadReviews;

/// <summary>The query string of a product's reviews as text, so that an error names its parameter.</summary>
internal sealed record ReviewQueryString(string? Sort, string? Stars, string? Verified, string? After, string? Limit)
{
    public FieldErrors Parse(Guid productId, out ReviewQuery query)
    {
        var errors = new FieldErrors().CheckLimit(Limit, out var limit);
        var sort = ReviewSort.Newest;
        errors.Check("sort", Sort is null || EnumName.TryParse(Sort, out sort), "must be newest, helpful, highest or lowest");
        var cursor = After is null ? null : ReviewCursor.Decode(After, sort);
        errors.Check("after", After is null || cursor is not null, "must be the next of a page with the same sort");
        query = new(productId, sort, ParseStars(errors), ParseVerified(errors), cursor, limit);
        return errors;
    }

    private int? ParseStars(FieldErrors errors)
    {
        if (Stars is null)
            return null;
        var parsed = int.TryParse(Stars, NumberStyles.None, CultureInfo.InvariantCulture, out var stars);
        errors.Check("stars", parsed && stars is >= 1 and <= 5, "must be 1 to 5");
        return stars;
    }

    private bool? ParseVerified(FieldErrors errors)
    {
        if (Verified is null)
            return null;
        errors.Check("verified", Verified is "true" or "false", "must be true or false");
        return Verified == "true";
    }
}
