using System.Globalization;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.ReviewService.Reviews;

internal static class Paging
{
    private const int DefaultLimit = 20;
    private const int MostPerPage = 100;

    public static FieldErrors Check(string? limit, out int most)
    {
        most = DefaultLimit;
        return new FieldErrors().Check(
            "limit",
            limit is null || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most is >= 1 and <= MostPerPage),
            $"must be 1 to {MostPerPage}");
    }

    /// <summary>For a list whose cursor is an id.</summary>
    public static FieldErrors Check(string? after, string? limit, out Guid? cursor, out int most)
    {
        cursor = Guid.TryParseExact(after, "D", out var id) ? id : null;
        return Check(limit, out most).Check("after", after is null || cursor is not null, "must be the next of a page");
    }
}
