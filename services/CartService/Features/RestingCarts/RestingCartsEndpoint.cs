using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Features.RestingCarts;

/// <param name="UserId">Whose; null for an anonymous one, whose id opens it and is told to nobody.</param>
/// <param name="Pieces">In all lines.</param>
/// <param name="Value">At the prices of when the lines were added.</param>
/// <param name="AbandonedAt">When it was published as abandoned, since its last change; null where it was not.</param>
internal sealed record RestingCartResponse(
    Guid? UserId, IReadOnlyList<RestingLineResponse> Items, int Pieces, Money Value, DateTimeOffset ChangedAt,
    DateTimeOffset? AbandonedAt)
{
    public static RestingCartResponse From(Cart cart) => new(
        cart.Id.IsAnonymous ? null : Guid.Parse(cart.Id.Text),
        [.. cart.Lines.Select(line => new RestingLineResponse(line.Sku, line.ProductId, line.Name, line.Quantity, line.UnitPrice))],
        cart.Lines.Sum(line => line.Quantity),
        new(cart.Lines.Sum(line => line.UnitPrice.Amount * line.Quantity), cart.Lines[0].Currency),
        cart.UpdatedAt!.Value, cart.AbandonedAt);
}

internal sealed record RestingLineResponse(string Sku, Guid ProductId, string Name, int Quantity, Money UnitPrice);

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record RestingCartPage(IReadOnlyList<RestingCartResponse> Items, string? Next);

internal static class RestingCartsEndpoint
{
    private const int DefaultHours = 24;

    private static readonly int MaxHours = (int)CartId.UserLifetime.TotalHours;

    public static void MapRestingCarts(this IEndpointRouteBuilder carts) => carts.MapGet("/resting", ListAsync)
        .WithName("ListRestingCarts").WithSummary("Carts with something in them that nobody has changed for a while, latest first")
        .RequirePermission(Permissions.OrdersRead).AnswersAboutAPerson();

    private static async Task<Results<Ok<RestingCartPage>, ProblemHttpResult>> ListAsync(
        int? hours, string? after, int? limit, RestingCartStore carts, TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        var (since, size) = (hours ?? DefaultHours, limit ?? Paging.DefaultLimit);
        var start = new RestingPosition(timeProvider.GetUtcNow().AddHours(-Math.Clamp(since, 0, MaxHours)).ToUnixTimeMilliseconds(), 0);
        var position = after is null ? start : RestingPosition.Decode(after);
        if (new FieldErrors()
            .Check("hours", since >= 0 && since <= MaxHours, $"must be 0 to {MaxHours}")
            .CheckLimit(size)
            .CheckCursor(position is not null)
            .TryGetProblem(out var problem))
            return problem;

        var (found, end) = await carts.ListAsync(position!, size + 1, cancellationToken);
        var (items, next) = Paging.Cut(found, size, cart => cart.Position.Encode());
        return TypedResults.Ok(new RestingCartPage(
            [.. items.Select(resting => RestingCartResponse.From(resting.Cart))], next ?? end?.Encode()));
    }
}
