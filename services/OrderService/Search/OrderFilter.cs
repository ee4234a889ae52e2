using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Search;

/// <summary>Which orders a list or an export shows; what is absent does not matter.</summary>
/// <param name="From">Placed then or later.</param>
/// <param name="To">Placed before.</param>
/// <param name="MinTotal">In whatever currency the order has.</param>
/// <param name="Q">An order id's beginning, or a whole tracking number.</param>
internal sealed record OrderFilter(
    OrderStatus? Status, Guid? UserId, DateTimeOffset? From, DateTimeOffset? To, string? Sku, decimal? MinTotal, string? Q)
{
    private const int Longest = 100;

    public void Check(FieldErrors errors) => errors
        .Check("status", Status is null || Enum.IsDefined(Status.Value), "must be a status of an order")
        .Check("to", From is null || To is null || To > From, "must be after from")
        .Check("sku", Sku is null or { Length: > 0 and <= Longest }, $"must have 1 to {Longest} characters")
        .Check("minTotal", MinTotal is null or >= 0, "must be 0 or more")
        .Check("q", Q is null or { Length: > 0 and <= Longest }, $"must have 1 to {Longest} characters");
}
