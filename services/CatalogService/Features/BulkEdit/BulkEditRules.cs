using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Features.BulkEdit;

/// <summary>What a request for a bulk edit must be.</summary>
internal static class BulkEditRules
{
    public const int MaxProducts = 500;
    private const decimal MaxPercent = 1000;

    public static BulkChange Check(BulkEditRequest request, CategoryTree categories, FieldErrors errors)
    {
        errors.Check("ids", request.Ids?.Count is >= 1 and <= MaxProducts, $"must have 1 to {MaxProducts} ids");
        var given = (request.PricePercent is null ? 0 : 1) + (request.Category is null ? 0 : 1) + (request.Published is null ? 0 : 1);
        errors.Check("body", given == 1, "must have one of pricePercent, category and published");
        errors.Check(
            "pricePercent", request.PricePercent is null or (> -100 and <= MaxPercent and not 0),
            $"must be more than -100, at most {MaxPercent}, and not 0");
        var category = request.Category is { } text ? categories.Resolve(CategoryReference.Parse(text)) : null;
        errors.Check("category", request.Category is null || category is not null, "is no category");
        return new BulkChange(
            request.PricePercent, category is null ? null : CategoryReference.Parse(category.Slug), request.Published);
    }
}
