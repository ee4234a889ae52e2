using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Listing;

/// <summary>The shelves of the shop: everything, and each category.</summary>
internal static class ListingPages
{
    private const string EverythingPage = "/products";
    private const string SalePage = "/sale";

    private static readonly string Notice = Texts.Key("Filters do not work at the moment. Here is all that we have.");

    public static void MapListing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(EverythingPage, ShowAllAsync);
        routes.MapGet(SalePage, ShowSaleAsync);
        routes.MapGet("/categories/{slug}", ShowCategoryAsync);
    }

    private static Task<IResult> ShowAllAsync(HttpRequest request, ShelfReader shelf, CancellationToken cancellationToken)
        => ShowAsync(request, EverythingPage, [], shelf, cancellationToken);

    /// <summary>The catalogue alone cannot tell what is on sale: while the search does not answer, everything is shown.</summary>
    private static async Task<IResult> ShowSaleAsync(
        HttpRequest request, ShelfReader shelf, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var query = SearchQuery.Sale(request.Query, SalePage);
        return await shelf.FindAsync(query, cancellationToken) is { } answer
            ? new RazorComponentResult<ListingPage>(new { Title = texts["On sale"].Value, Query = query, Answer = answer })
            : await shelf.ShowPlainAsync(EverythingPage, Notice, category: null, after: null, cancellationToken);
    }

    private static async Task<IResult> ShowCategoryAsync(
        string slug, HttpRequest request, ShelfReader shelf, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var known = await gateway.GetAsync<IReadOnlyList<Category>>("/categories", session.AccessToken, cancellationToken);
        var trail = TrailOf(slug, known);
        return trail.Count == 0
            ? Pages.NotFound()
            : await ShowAsync(request, Addresses.Category(slug), trail, shelf, cancellationToken);
    }

    private static async Task<IResult> ShowAsync(
        HttpRequest request, string page, IReadOnlyList<Category> trail, ShelfReader shelf, CancellationToken cancellationToken)
    {
        var listed = trail is [.., var last] ? last : null;
        var query = SearchQuery.Listing(request.Query, page, listed?.Path);
        return await shelf.FindAsync(query, cancellationToken) is { } answer
            ? new RazorComponentResult<ListingPage>(new { Title = listed?.Name, Trail = trail, Query = query, Answer = answer })
            : await shelf.ShowPlainAsync(page, Notice, listed?.Name, request.Query["after"], cancellationToken);
    }

    /// <summary>From the top category down to this one; empty where there is none of this slug.</summary>
    private static List<Category> TrailOf(string slug, IReadOnlyList<Category> known)
    {
        var trail = new List<Category>();
        for (var next = Find(slug); next is not null && trail.Count < known.Count; next = next.Parent is { } parent ? Find(parent) : null)
            trail.Insert(0, next);
        return trail;

        Category? Find(string wanted) => known.FirstOrDefault(category => category.Slug == wanted);
    }
}
