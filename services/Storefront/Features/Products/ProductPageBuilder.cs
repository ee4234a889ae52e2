using Ecommerce.Storefront.Features.Reviews;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Features.StockAlerts;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Products;

/// <summary>Builds a product's page: the product, recommendations, reviews and stock alerts.</summary>
internal sealed class ProductPageBuilder(
    ProductCatalog catalog, ReviewReader reviews, AlertReader alerts, RecentlySeen seen, IHttpContextAccessor accessor) : IProductPage
{
    public Task<IResult> ShowAsync(Guid product, IEnumerable<string> messages, CancellationToken cancellationToken)
        => ShowAsync(product, slug: null, new(Variant: null, ReviewQuery.Default, messages), cancellationToken);

    public async Task<IResult> ShowAsync(Guid id, string? slug, ProductPageView view, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(id, cancellationToken) is not { } product)
            return Pages.NotFound();
        if (slug is not null && slug != Slug.Of(product.Name))
            return LeadToPresentName(product);

        var companions = OptionalPart.ReadAsync(token => catalog.BoughtTogetherAsync(id, token), cancellationToken);
        var productReviews = OptionalPart.ReadAsync(token => reviews.FindAsync(id, view.Reviews, token), cancellationToken);
        var alertedSkus = OptionalPart.ReadAsync(token => alerts.FindAlertedSkusAsync(product, token), cancellationToken);
        seen.Add(id);
        return new RazorComponentResult<ProductPage>(
            new
            {
                Product = product, Choice = VariantChoice.Of(product, view.Variant), Companions = await companions ?? [],
                Reviews = await productReviews, AlertedSkus = await alertedSkus, view.Messages,
            });
    }

    private IResult LeadToPresentName(Product product)
    {
        var query = accessor.HttpContext?.Request.QueryString;
        return Results.LocalRedirect($"~{Addresses.Product(product.Id, product.Name)}{query}", permanent: true);
    }
}

/// <summary>What of a product's page is asked for.</summary>
/// <param name="Variant">The SKU of the variant to show; null: any.</param>
/// <param name="Messages">What was wrong with a form on it.</param>
internal sealed record ProductPageView(string? Variant, ReviewQuery Reviews, IEnumerable<string> Messages);
