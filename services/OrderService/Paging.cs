using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService;

internal static class Paging
{
    public const int DefaultLimit = 20;

    private const int MostPerPage = 100;

    public static FieldErrors Check(int limit)
        => new FieldErrors().Check("limit", limit is >= 1 and <= MostPerPage, $"must be 1 to {MostPerPage}");
}
