using Ecommerce.ServiceDefaults;

namespace Ecommerce.UserService.Paging;

/// <summary>A page of a list that is newest first.</summary>
/// <param name="Before">Only what has a smaller id, that is what is older.</param>
internal sealed record PageRequest(Guid Before, int Limit)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>One more than asked for tells whether there is a next page.</summary>
    public int Fetched => Limit + 1;

    /// <summary>The page is meaningful only where there are no errors.</summary>
    /// <param name="after">The cursor: <c>next</c> of the page before, its last item's id.</param>
    public static (PageRequest Page, FieldErrors Errors) Read(string? after, int? limit)
    {
        var size = limit ?? DefaultLimit;
        var before = Guid.AllBitsSet;
        var errors = new FieldErrors()
            .Check("after", after is null || Guid.TryParse(after, out before), "must be the next of a page")
            .Check("limit", size is >= 1 and <= MaxLimit, $"must be 1 to {MaxLimit}");
        return (new(before, size), errors);
    }

    /// <summary>The page's items out of what was fetched, and the next page's cursor.</summary>
    public (IReadOnlyList<T> Items, string? Next) Cut<T>(List<T> fetched, Func<T, Guid> id)
        => fetched.Count > Limit
            ? (fetched[..Limit], $"{id(fetched[Limit - 1])}")
            : (fetched, null);
}
