using System.Text.Json;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Storage;
using MongoDB.Bson;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

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
        SortName = product.Details.SortName(),
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
            product.Id, details.Name, details.Variants.Single(v => v.Sku == document.Sku), document.Available, details.Published,
            details.Category,
            details.Images is [var first, ..] ? first.Url : null);
    }

    public static StockLevel ToLevel(this StockDocument document)
        => new(document.Sku, document.ProductId, document.Available, document.Reserved, document.Sold, document.Version);

    public static StockMovement ToMovement(this MovementDocument document) => new(
        document.Version, document.At, document.Reason, document.OrderId, document.Available, document.Reserved, document.Sold,
        document.Available + document.Reserved + document.Sold);

    public static HistoryDocument ToDocument(this ProductHistoryEntry entry) => new()
    {
        Id = entry.Id,
        ProductId = entry.ProductId,
        Version = entry.Version,
        At = entry.At.UtcDateTime,
        ActorId = entry.ActorId,
        Action = entry.Action,
        Changes = JsonSerializer.Serialize(entry.Changes, CatalogJson.Default.IReadOnlyListFieldChange),
    };

    public static ProductHistoryEntry ToEntry(this HistoryDocument document) => new(
        document.Id, document.ProductId, document.Version, document.At, document.ActorId, document.Action,
        JsonSerializer.Deserialize(document.Changes, CatalogJson.Default.IReadOnlyListFieldChange)!);

    /// <summary>Null: the document was only created to be locked.</summary>
    public static Reservation? ToReservation(this ReservationDocument document)
    {
        if (document.State is not { } state)
            return null;

        var lines = document.Lines.Select(l => new ReservedLine(l.Sku, l.Quantity, l.Returned));
        return new(document.OrderId, StoredState.Parse(state), [.. lines], document.ShortSkus, document.ExpiresAt);
    }

    public static ReservationDocument ToDocument(this Reservation reservation) => new()
    {
        OrderId = reservation.OrderId,
        State = StoredState.Of(reservation.State),
        Lines = [.. reservation.Lines.Select(
            l => new ReservationLineDocument { Sku = l.Sku, Quantity = l.Quantity, Returned = l.Returned })],
        ShortSkus = reservation.ShortSkus,
        ExpiresAt = reservation.ExpiresAt.UtcDateTime,
    };

    public static Category ToCategory(this CategoryDocument document) => new(document.Slug, document.Name, document.Parent, document.Order);
}
