using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Infrastructure.Moving;

// What a store keeps beyond the service's own records.

/// <param name="RefreshAt">When it must be saved again.</param>
internal sealed record MovedProduct(
    Guid Id, long Version, ProductDetails Details, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string SortName, decimal LowestPrice, DateTimeOffset? RefreshAt);

internal sealed record MovedMovement(
    string Sku, long Version, int Available, int Reserved, int Sold, string Reason, Guid? OrderId, DateTimeOffset At);

internal sealed record MovedReturn(Guid ReturnId, Guid OrderId, DateTimeOffset ReceivedAt);

internal sealed record MovedAdjustment(
    Guid Caller, string Key, string Sku, int Change, string Reason, int Available, int Reserved, int Sold);

internal sealed record MovedResult(Guid Caller, string Key, string Part, string Result, DateTimeOffset At);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Category))]
[JsonSerializable(typeof(MovedProduct))]
[JsonSerializable(typeof(StockLevel))]
[JsonSerializable(typeof(MovedMovement))]
[JsonSerializable(typeof(ProductHistoryEntry))]
[JsonSerializable(typeof(Reservation))]
[JsonSerializable(typeof(MovedReturn))]
[JsonSerializable(typeof(MovedAdjustment))]
[JsonSerializable(typeof(MovedResult))]
internal sealed partial class MovedRecordsJson : JsonSerializerContext;
