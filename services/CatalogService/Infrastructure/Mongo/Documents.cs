using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Infrastructure.Storage;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

// Lock: incremented to lock the document, so that one of two transactions that do so conflicts and runs again.

/// <summary>A product as JSON, and the fields by which it is sorted and found.</summary>
internal record ProductDocument
{
    [BsonId] public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required BsonDocument Document { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }
    public required string SortName { get; init; }
    [BsonRepresentation(BsonType.Decimal128)] public required decimal LowestPrice { get; init; }
    public required string Category { get; init; }
    public required string Brand { get; init; }
    public required bool Published { get; init; }
    public required DateTime? RefreshAt { get; init; }
}

/// <summary>A product and the stock of its SKUs, as one query reads them.</summary>
internal sealed record StockedProductDocument : ProductDocument
{
    public required IReadOnlyList<StockDocument> Stock { get; init; }
}

/// <summary>The units of a SKU; it outlives its product.</summary>
internal record StockDocument
{
    [BsonId] public required string Sku { get; init; }

    /// <summary>The same for all spellings of the SKU.</summary>
    public string? FoldedSku { get; init; }
    public Guid? ProductId { get; init; }
    public int Available { get; init; }
    public int Reserved { get; init; }
    public int Sold { get; init; }
    public long Version { get; init; }
    public long Lock { get; init; }
}

/// <summary>The stock of a SKU and the product that sells it, or none, as one query reads them.</summary>
internal sealed record SoldStockDocument : StockDocument
{
    public required IReadOnlyList<ProductDocument> Products { get; init; }
}

internal sealed record MovementDocument
{
    [BsonId] public required ObjectId Id { get; init; }
    public required string Sku { get; init; }
    public required long Version { get; init; }
    public required int Available { get; init; }
    public required int Reserved { get; init; }
    public required int Sold { get; init; }
    public required string Reason { get; init; }
    public required Guid? OrderId { get; init; }
    public required DateTime At { get; init; }
}

internal sealed record HistoryDocument
{
    [BsonId] public required Guid Id { get; init; }
    public required Guid ProductId { get; init; }
    public required long Version { get; init; }
    public required DateTime At { get; init; }
    public required Guid ActorId { get; init; }
    public required string Action { get; init; }

    /// <summary>JSON: it is only ever read as a whole.</summary>
    public required string Changes { get; init; }
}

internal sealed record ReservationDocument
{
    [BsonId] public required Guid OrderId { get; init; }

    /// <summary>Null: the document was only created to be locked.</summary>
    public string? State { get; init; }
    public IReadOnlyList<ReservationLineDocument> Lines { get; init; } = [];
    public IReadOnlyList<string> ShortSkus { get; init; } = [];
    public DateTime ExpiresAt { get; init; }
    public long Lock { get; init; }
}

internal sealed record ReservationLineDocument
{
    public required string Sku { get; init; }
    public required int Quantity { get; init; }
    public required int Returned { get; init; }
}

internal sealed record ReceivedReturnDocument
{
    [BsonId] public required Guid ReturnId { get; init; }
    public required Guid OrderId { get; init; }
    public required DateTime ReceivedAt { get; init; }
}

internal sealed record AdjustmentDocument
{
    /// <summary>The caller and the idempotency key.</summary>
    [BsonId] public required string Id { get; init; }
    public string? Sku { get; init; }
    public int Change { get; init; }
    public string? Reason { get; init; }
    public int Available { get; init; }
    public int Reserved { get; init; }
    public int Sold { get; init; }
    public long Lock { get; init; }
}

internal sealed record ResultDocument
{
    /// <summary>The caller, the idempotency key and the part: no key has a space.</summary>
    [BsonId] public required string Id { get; init; }
    public required Guid Caller { get; init; }
    public required string Key { get; init; }
    public required string Part { get; init; }
    public required string Result { get; init; }
    public required DateTime At { get; init; }

    public static string IdOf(IdempotentPart part) => $"{part.Caller} {part.Key} {part.Part}";

    public static ResultDocument Of(IdempotentPart part, string result, DateTimeOffset at) => new()
    {
        Id = IdOf(part), Caller = part.Caller, Key = part.Key, Part = part.Part, Result = result, At = at.UtcDateTime,
    };
}

internal sealed record CategoryDocument
{
    [BsonId] public required string Slug { get; init; }
    public required string Name { get; init; }
    public required string? Parent { get; init; }
    public required int Order { get; init; }
    public long Lock { get; init; }
}
