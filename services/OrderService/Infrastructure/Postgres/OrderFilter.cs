using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>Which orders a list or an export shows; an absent condition lets every order pass.</summary>
/// <param name="From">Placed then or later.</param>
/// <param name="To">Placed before.</param>
/// <param name="MinTotal">In the currency of the order.</param>
/// <param name="Q">The prefix of an order id, or a whole order or tracking number.</param>
internal sealed record OrderFilter(
    OrderStatus? Status, Guid? UserId, DateTimeOffset? From, DateTimeOffset? To, string? Sku, decimal? MinTotal, string? Q)
{
    private const int MaxLength = 100;

    public void Check(FieldErrors errors) => errors
        .Check("status", Status is null || Enum.IsDefined(Status.Value), "must be a status of an order")
        .Check("to", From is null || To is null || To > From, "must be after from")
        .Check("sku", Sku is null or { Length: > 0 and <= MaxLength }, $"must have 1 to {MaxLength} characters")
        .Check("minTotal", MinTotal is null or >= 0, "must be 0 or more")
        .Check("q", Q is null or { Length: > 0 and <= MaxLength }, $"must have 1 to {MaxLength} characters");
}
