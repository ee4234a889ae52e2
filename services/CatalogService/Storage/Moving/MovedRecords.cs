using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;

namespace Ecommerce.CatalogService.Storage.Moving;

// What a store keeps of the catalogue beyond what the service's own records say.

/// <param name="RefreshAt">When it must be written anew.</param>
internal sealed record MovedProduct(
    Guid Id, long Version, ProductDetails Details, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string SortName, decimal LowestPrice, DateTimeOffset? RefreshAt);

internal sealed record MovedMovement(string Sku, long Version, int Available, int Reserved, int Sold, string Reason, Guid? OrderId, DateTimeOffset At);

internal sealed record MovedReturn(Guid ReturnId, Guid OrderId, DateTimeOffset ReceivedAt);

internal sealed record MovedAdjustment(Guid Caller, string Key, string Sku, int Change, string Reason, int Available, int Reserved, int Sold);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Category))]
[JsonSerializable(typeof(MovedProduct))]
[JsonSerializable(typeof(StockLevel))]
[JsonSerializable(typeof(MovedMovement))]
[JsonSerializable(typeof(Reservation))]
[JsonSerializable(typeof(MovedReturn))]
[JsonSerializable(typeof(MovedAdjustment))]
internal sealed partial class MovedRecordsJson : JsonSerializerContext;
