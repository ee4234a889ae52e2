using Ecommerce.Storefront.Reviews;
using Ecommerce.Storefront.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Products;

/// <summary>A product's page: the product, what is bought with it, and what buyers say of it.</summary>
internal sealed class ProductView(Catalogue catalogue, ReviewReader reviews)
{
    public async Task<IResult> ShowAsync(Guid id, ReviewChoice choice, IEnumerable<string> messages, CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(id, cancellationToken) is not { } product)
            return Pages.NotFound();

        var companions = catalogue.BoughtTogetherAsync(id, cancellationToken);
        var said = await reviews.TryReadAsync(id, choice, cancellationToken);
        return new RazorComponentResult<ProductPage>(new { Product = product, Companions = await companions, Reviews = said, Messages = messages });
    }
}
