using System.Text.Json;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using MongoDB.Bson;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>The catalogue's records as documents and back.</summary>
internal static class Mapping
{
    public static ProductDocument ToDocument(this Product product) => new()
    {
        Id = product.Id,
        Version = product.Version,
        Document = JsonDocuments.ToBson(JsonSerializer.SerializeToElement(product.Details, CatalogJson.Default.ProductDetails)),
        CreatedAt = product.CreatedAt.UtcDateTime,
        UpdatedAt = product.UpdatedAt.UtcDateTime,
        SortName = ProductCursor.SortName(product.Details),
        LowestPrice = product.Details.LowestPriceAt(product.UpdatedAt),
        Category = product.Details.Category,
        Brand = product.Details.Brand,
        Published = product.Details.Published,
        RefreshAt = product.Details.NextPriceChange(product.UpdatedAt)?.UtcDateTime,
    };

    public static Product ToProduct(this ProductDocument document) => new(
        document.Id, document.Version,
        JsonSerializer.Deserialize(JsonDocuments.ToJson(document.Document), CatalogJson.Default.ProductDetails)!,
        document.CreatedAt, document.UpdatedAt);

    public static StockedProduct ToStockedProduct(this StockedProductDocument document) => new(
        document.ToProduct(), document.Stock.ToDictionary(s => s.Sku, s => s.Available, StringComparer.Ordinal), document.LowestPrice,
        document.Stock.ToDictionary(s => s.Sku, s => s.Version, StringComparer.Ordinal));

    public static SellableVariant ToSellableVariant(this SoldStockDocument document, Product product)
    {
        var details = product.Details;
        return new(
            product.Id, details.Name, details.Variants.Single(v => v.Sku == document.Sku), document.Available, details.Published, details.Category,
            details.Images is [var first, ..] ? first.Url : null);
    }

    public static StockLevel ToLevel(this StockDocument document)
        => new(document.Sku, document.ProductId, document.Available, document.Reserved, document.Sold, document.Version);

    public static StockMovement ToMovement(this MovementDocument document) => new(
        document.Version, document.At, document.Reason, document.OrderId, document.Available, document.Reserved, document.Sold,
        document.Available + document.Reserved + document.Sold);

    public static Reservation? ToReservation(this ReservationDocument document) => document.State is not { } state ? null : new(
        document.OrderId, Enum.Parse<ReservationState>(state),
        [.. document.Lines.Select(l => new ReservedLine(l.Sku, l.Quantity, l.Returned))], document.ShortSkus, document.ExpiresAt);

    public static Category ToCategory(this CategoryDocument document) => new(document.Slug, document.Name, document.Parent, document.Order);
}
