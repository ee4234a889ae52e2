using Ecommerce.ServiceDefaults;

namespace Ecommerce.NotificationService.Paging;

/// <summary>A page of a list that is newest first.</summary>
/// <param name="Before">Only what has a smaller id, that is what is older.</param>
internal sealed record PageRequest(Guid Before, int Limit)
{
    private const int MaxLimit = 100;

    /// <summary>One more than asked for tells whether there is a next page.</summary>
    public int Fetched => Limit + 1;

    /// <summary>The page is meaningful only where there are no errors.</summary>
    public static (PageRequest Page, FieldErrors Errors) Read(Guid? after, int? limit)
    {
        var size = limit ?? 20;
        return (new(after ?? Guid.AllBitsSet, size), new FieldErrors().Check("limit", size is >= 1 and <= MaxLimit, $"must be 1 to {MaxLimit}"));
    }

    /// <summary>The page's items out of what was fetched, and the next page's cursor.</summary>
    public (IReadOnlyList<T> Items, Guid? Next) Cut<T>(List<T> fetched, Func<T, Guid> id)
        => fetched.Count > Limit ? (fetched[..Limit], id(fetched[Limit - 1])) : (fetched, null);
}
