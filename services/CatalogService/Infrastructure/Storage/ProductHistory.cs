using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>What a change of a product is told as in its history.</summary>
internal static class ProductHistory
{
    public static ProductHistoryEntry Created(Product product, Guid actor)
        => Entry(product, product.CreatedAt, actor, ProductActions.Created, ProductDifference.Sold(null, product.Details));

    /// <summary>Null: nothing differs, or nobody did it.</summary>
    public static ProductHistoryEntry? Changed(Product before, Product after, Guid? actor)
    {
        if (actor is not { } person || ProductDifference.Of(before.Details, after.Details) is not { Count: > 0 } changes)
            return null;
        return Entry(after, after.UpdatedAt, person, ActionOf(changes, after), changes);
    }

    public static ProductHistoryEntry Deleted(Product product, DateTimeOffset now, Guid actor)
        => Entry(
            product with { Version = product.Version + 1 }, now, actor, ProductActions.Deleted,
            ProductDifference.Sold(product.Details, null));

    /// <summary>One field that changed alone gives the change its name.</summary>
    private static string ActionOf(IReadOnlyList<FieldChange> changes, Product after)
    {
        var fields = changes.Select(change => change.Field);
        if (fields.All(field => field == "published"))
            return after.Details.Published ? ProductActions.Published : ProductActions.Unpublished;
        if (fields.All(field => field == "category"))
            return ProductActions.CategoryChanged;
        return fields.All(IsPrice) ? ProductActions.PriceChanged : ProductActions.Changed;
    }

    private static bool IsPrice(string field)
        => field.EndsWith("].price", StringComparison.Ordinal) || field.EndsWith("].sale", StringComparison.Ordinal);

    private static ProductHistoryEntry Entry(
        Product product, DateTimeOffset at, Guid actor, string action, IReadOnlyList<FieldChange> changes)
        => new(Guid.CreateVersion7(at), product.Id, product.Version, at, actor, action, changes);
}
