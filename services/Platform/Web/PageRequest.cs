using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web;

/// <summary>A page of a list that is sorted by id, newest first.</summary>
/// <param name="Before">Only what has a smaller id, that is what is older.</param>
public sealed record PageRequest(Guid Before, int Limit)
{
    /// <summary>How many to read: one more than the page has, see <see cref="Paging.Cut"/>.</summary>
    public int Fetched => Limit + 1;

    /// <summary>The page is meaningful only where there are no errors.</summary>
    /// <param name="after">The id of the last item of the page before; null on the first page.</param>
    public static (PageRequest Page, FieldErrors Errors) Read(string? after, int? limit)
    {
        var errors = new FieldErrors().CheckCursor(after, out var cursor);
        return Read(cursor, limit, errors);
    }

    /// <inheritdoc cref="Read(string?, int?)"/>
    public static (PageRequest Page, FieldErrors Errors) Read(Guid? after, int? limit) => Read(after, limit, new FieldErrors());

    /// <summary>The page's items out of what was read, and the id that the next page comes after.</summary>
    public (IReadOnlyList<T> Items, Guid? Next) Cut<T>(IReadOnlyList<T> fetched, Func<T, Guid> id)
        => Paging.Cut(fetched, Limit, item => (Guid?)id(item));

    private static (PageRequest Page, FieldErrors Errors) Read(Guid? after, int? limit, FieldErrors errors)
    {
        var page = new PageRequest(after ?? Guid.AllBitsSet, limit ?? Paging.DefaultLimit);
        return (page, errors.CheckLimit(page.Limit));
    }
}
