using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Mongo;
using Ecommerce.Moving;
using MongoDB.Bson;

namespace Ecommerce.CatalogService.Infrastructure.Moving;

/// <summary>The catalogue's collections. Documents that were only created to be locked are not moved.</summary>
internal static class MongoTables
{
    public static readonly MongoTable<Category> Categories = MongoTable.Of<Category, CategoryDocument>(
        "categories", d => d.ToCategory(), c => new() { Slug = c.Slug, Name = c.Name, Parent = c.Parent, Order = c.Order });

    public static readonly MongoTable<MovedProduct> Products = MongoTable.Of<MovedProduct, ProductDocument>("products", Product, Document);

    public static readonly MongoTable<StockLevel> Stock = MongoTable.Of<StockLevel, StockDocument>(
        "stock",
        d => d.ToLevel(),
        s => new()
        {
            Sku = s.Sku, FoldedSku = Sku.Fold(s.Sku), ProductId = s.ProductId, Available = s.Available, Reserved = s.Reserved,
            Sold = s.Sold, Version = s.Version,
        });

    public static readonly MongoTable<MovedMovement> Movements = MongoTable.Of<MovedMovement, MovementDocument>(
        "stock_movements",
        d => new(d.Sku, d.Version, d.Available, d.Reserved, d.Sold, d.Reason, d.OrderId, d.At),
        m => new()
        {
            Id = ObjectId.GenerateNewId(), Sku = m.Sku, Version = m.Version, Available = m.Available, Reserved = m.Reserved, Sold = m.Sold,
            Reason = m.Reason, OrderId = m.OrderId, At = m.At.UtcDateTime,
        });

    public static readonly MongoTable<ProductHistoryEntry> History = MongoTable.Of<ProductHistoryEntry, HistoryDocument>(
        "product_history", d => d.ToEntry(), e => e.ToDocument());

    public static readonly MongoTable<Reservation> Reservations = MongoTable.Of<Reservation, ReservationDocument>(
        "reservations", Reservation, r => r.ToDocument());

    public static readonly MongoTable<MovedReturn> Returns = MongoTable.Of<MovedReturn, ReceivedReturnDocument>(
        "returns",
        d => new(d.ReturnId, d.OrderId, d.ReceivedAt),
        r => new() { ReturnId = r.ReturnId, OrderId = r.OrderId, ReceivedAt = r.ReceivedAt.UtcDateTime });

    public static readonly MongoTable<MovedAdjustment> Adjustments = MongoTable.Of<MovedAdjustment, AdjustmentDocument>(
        "stock_adjustments", Adjustment, Document);

    public static readonly MongoTable<MovedResult> Results = MongoTable.Of<MovedResult, ResultDocument>(
        "idempotent_results",
        d => new(d.Caller, d.Key, d.Part, d.Result, d.At),
        r => ResultDocument.Of(new(r.Caller, r.Key, r.Part), r.Result, r.At));

    private static MovedProduct Product(ProductDocument document)
    {
        var (id, version, details, createdAt, updatedAt) = document.ToProduct();
        return new(id, version, details, createdAt, updatedAt, document.SortName, document.LowestPrice, document.RefreshAt);
    }

    private static ProductDocument Document(MovedProduct product)
        => new Product(product.Id, product.Version, product.Details, product.CreatedAt, product.UpdatedAt).ToDocument() with
        {
            SortName = product.SortName,
            LowestPrice = product.LowestPrice,
            RefreshAt = product.RefreshAt?.UtcDateTime,
        };

    /// <summary>Its lines in the order in which PostgreSQL reads them.</summary>
    private static Reservation? Reservation(ReservationDocument document)
    {
        var reservation = document.ToReservation();
        return reservation is null ? null : reservation with { Lines = [.. reservation.Lines.OrderBy(l => l.Sku, StringComparer.Ordinal)] };
    }

    private static MovedAdjustment? Adjustment(AdjustmentDocument document)
    {
        if (document.Sku is not { } sku)
            return null;

        var slash = document.Id.IndexOf('/', StringComparison.Ordinal);
        var (caller, key) = (Guid.Parse(document.Id.AsSpan(0, slash)), document.Id[(slash + 1)..]);
        return new(caller, key, sku, document.Change, document.Reason!, document.Available, document.Reserved, document.Sold);
    }

    private static AdjustmentDocument Document(MovedAdjustment adjustment) => new()
    {
        Id = MongoCatalogTransaction.AdjustmentId(adjustment.Caller, adjustment.Key),
        Sku = adjustment.Sku, Change = adjustment.Change, Reason = adjustment.Reason,
        Available = adjustment.Available, Reserved = adjustment.Reserved, Sold = adjustment.Sold,
    };
}
