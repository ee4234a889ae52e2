using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.Contracts;

namespace Ecommerce.BackOffice.Features.Products.Bulk;

/// <summary>What prices become, as catalog-service computes them.</summary>
internal static class BulkPrices
{
    public static IEnumerable<(string Sku, Money Before, Money After)> Preview(IEnumerable<Product> products, decimal percent, int count)
        => products.SelectMany(product => product.Variants)
            .Select(variant => (variant.Sku, variant.RegularPrice, Currencies.Raise(variant.RegularPrice, percent)))
            .Take(count);
}
