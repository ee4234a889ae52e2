using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService;

internal static class Paging
{
    public const int DefaultLimit = 20;

    private const int MostPerPage = 100;

    public static FieldErrors Check(int limit)
        => new FieldErrors().Check("limit", limit is >= 1 and <= MostPerPage, $"must be 1 to {MostPerPage}");

    /// <param name="after">A cursor that is an id.</param>
    /// <param name="cursor">The id; null on the first page.</param>
    public static FieldErrors Check(int limit, string? after, out Guid? cursor)
    {
        cursor = Guid.TryParse(after, out var id) ? id : null;
        return Check(limit).Check("after", after is null || cursor is not null, "must be the cursor that the page before gave as next");
    }
}
