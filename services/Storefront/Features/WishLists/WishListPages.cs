using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Scripts;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Ecommerce.Storefront.Infrastructure.WishLists;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.WishLists;

/// <summary>What a shopper keeps in mind: the hearts of products, and the page that lists them.</summary>
internal static class WishListPages
{
    private const string ListPage = "/account/wish-list";
    private const int PageSize = 24;

    public static void MapWishList(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/products/{product:guid}/wish", WishAsync).DisableAntiforgery();
        var list = routes.MapGroup(ListPage);
        list.MapGet("", ShowAsync);
        list.MapGet("/pending", FinishAsync);
    }

    private static async Task<IResult> WishAsync(
        Guid product, [FromForm] bool wished, HttpContext http, Session session, WishList wishes, PendingWish pending,
        CancellationToken cancellationToken)
    {
        var back = http.Request.PageOfForm() ?? $"/products/{product}";
        if (!session.SignedIn)
        {
            pending.Keep(product);
            return Lead(http, "/login" + QueryString.Create("return", $"{ListPage}/pending" + QueryString.Create("return", back)));
        }

        if (!wished)
            await wishes.RemoveAsync(product, cancellationToken);
        else if (await IsFullAsync(product, wishes, cancellationToken))
            return Lead(http, $"{ListPage}?full=true");
        return http.Request.IsFromScript() ? Results.NoContent() : Results.LocalRedirect("~" + back);
    }

    /// <summary>After the login: the wish that led to it is done, and the shopper is back where it was made.</summary>
    private static async Task<IResult> FinishAsync(
        [FromQuery(Name = "return")] string? returnTo, WishList wishes, PendingWish pending, Session session,
        CancellationToken cancellationToken)
    {
        var isFull = session.SignedIn && pending.Take() is { } product && await IsFullAsync(product, wishes, cancellationToken);
        return Results.LocalRedirect(isFull ? $"~{ListPage}?full=true" : LocalPath.Of(returnTo));
    }

    /// <returns>Whether there was no room for it.</returns>
    private static async Task<bool> IsFullAsync(Guid product, WishList wishes, CancellationToken cancellationToken)
    {
        try
        {
            await wishes.AddAsync(product, cancellationToken);
            return false;
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 409)
        {
            return true;
        }
    }

    /// <summary>A product that was taken out of the shop is not shown.</summary>
    private static async Task<IResult> ShowAsync(
        bool? full, int? page, WishList wishes, ProductCatalog catalog, CancellationToken cancellationToken)
    {
        var listed = await wishes.ListAsync(cancellationToken);
        var number = Math.Clamp(page ?? 1, 1, Math.Max(1, (listed.Count + PageSize - 1) / PageSize));
        var shown = listed.Skip((number - 1) * PageSize).Take(PageSize);
        var products = await Task.WhenAll(shown.Select(async id => new WishedProduct(id, await catalog.FindAsync(id, cancellationToken))));
        return new RazorComponentResult<WishListPage>(new
        {
            Products = products, IsFull = full == true, Next = number * PageSize < listed.Count ? number + 1 : (int?)null,
        });
    }

    private static IResult Lead(HttpContext http, string path)
    {
        if (!http.Request.IsFromScript())
            return Results.LocalRedirect("~" + path);
        http.Response.Headers["HX-Redirect"] = Language.Current.AddressOf(path);
        return Results.NoContent();
    }
}

/// <param name="Product">Null where the shop does not have it any more.</param>
public sealed record WishedProduct(Guid Id, Product? Product);
