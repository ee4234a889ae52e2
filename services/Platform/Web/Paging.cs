using System.Globalization;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web;

/// <summary>The query parameters of a list: <c>limit</c>, and <c>after</c>, the cursor that the page before gave as <c>next</c>.</summary>
public static class Paging
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    public static FieldErrors CheckLimit(this FieldErrors errors, int limit, int max = MaxLimit)
        => errors.Check("limit", limit >= 1 && limit <= max, $"must be 1 to {max}");

    /// <summary>Reads a limit that came as text, so that the error names the parameter.</summary>
    /// <param name="limit">Meaningful only where there are no errors.</param>
    public static FieldErrors CheckLimit(
        this FieldErrors errors, string? text, out int limit, int defaultLimit = DefaultLimit, int max = MaxLimit)
    {
        // Without a number it is 0, which no list allows.
        limit = defaultLimit;
        if (text is not null)
            _ = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit);
        return errors.CheckLimit(limit, max);
    }

    /// <summary>Reads a cursor that is the id of the page's last item.</summary>
    /// <param name="cursor">Null on the first page.</param>
    public static FieldErrors CheckCursor(this FieldErrors errors, string? after, out Guid? cursor)
    {
        cursor = Guid.TryParseExact(after, "D", out var id) ? id : null;
        return errors.CheckCursor(after is null || cursor is not null);
    }

    /// <summary>Adds the error of a cursor that cannot be read.</summary>
    public static FieldErrors CheckCursor(this FieldErrors errors, bool valid)
        => errors.Check("after", valid, "must be the 'next' of a page");

    /// <summary>A page out of one item more than it has, which tells whether there is a next page.</summary>
    /// <param name="fetched">At most <paramref name="limit"/> and one.</param>
    /// <param name="cursor">The cursor of an item.</param>
    public static (IReadOnlyList<T> Items, TCursor? Next) Cut<T, TCursor>(IReadOnlyList<T> fetched, int limit, Func<T, TCursor> cursor)
        => fetched.Count > limit ? ([.. fetched.Take(limit)], cursor(fetched[limit - 1])) : (fetched, default);
}
