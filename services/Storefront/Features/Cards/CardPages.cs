using Ecommerce.Storefront.Infrastructure.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Cards;

/// <summary>The cards that a shopper has saved.</summary>
internal static class CardPages
{
    private const string Page = "/account/cards";

    public static void MapCards(this IEndpointRouteBuilder routes)
    {
        var cards = routes.MapGroup(Page).DisableAntiforgery();
        cards.MapGet("", ShowAsync);
        cards.MapPost("/{id:guid}/remove", RemoveAsync);
        cards.MapGet("/{id:guid}/remove", () => Results.LocalRedirect("~" + Page));
    }

    private static async Task<RazorComponentResult<CardsPage>> ShowAsync(
        SavedCards cards, TimeProvider timeProvider, CancellationToken cancellationToken)
        => new(new { Cards = await cards.ListAsync(cancellationToken), Now = timeProvider.GetUtcNow() });

    private static async Task<IResult> RemoveAsync(Guid id, SavedCards cards, CancellationToken cancellationToken)
    {
        await cards.RemoveAsync(id, cancellationToken);
        return Results.LocalRedirect("~" + Page);
    }
}
