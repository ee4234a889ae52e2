using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Mongo;
using Ecommerce.Moving;

namespace Ecommerce.CatalogService.Infrastructure.Moving;

/// <summary>Moves the catalogue from one store to the other.</summary>
internal static class CatalogueMove
{
    /// <summary>A table comes after those that it refers to.</summary>
    private static readonly IReadOnlyList<MovedTable> Tables =
    [
        new MovedTable<Category>("categories", MovedRecordsJson.Default.Category, PostgresTables.Categories, MongoTables.Categories),
        new MovedTable<MovedProduct>("products", MovedRecordsJson.Default.MovedProduct, PostgresTables.Products, MongoTables.Products),
        new MovedTable<StockLevel>("stock", MovedRecordsJson.Default.StockLevel, PostgresTables.Stock, MongoTables.Stock),
        new MovedTable<MovedMovement>(
            "stock movements", MovedRecordsJson.Default.MovedMovement, PostgresTables.Movements, MongoTables.Movements),
        new MovedTable<ProductHistoryEntry>(
            "product history", MovedRecordsJson.Default.ProductHistoryEntry, PostgresTables.History, MongoTables.History),
        new MovedTable<Reservation>(
            "reservations", MovedRecordsJson.Default.Reservation, PostgresTables.Reservations, MongoTables.Reservations),
        new MovedTable<MovedReturn>("returns", MovedRecordsJson.Default.MovedReturn, PostgresTables.Returns, MongoTables.Returns),
        new MovedTable<MovedAdjustment>(
            "stock adjustments", MovedRecordsJson.Default.MovedAdjustment, PostgresTables.Adjustments, MongoTables.Adjustments),
        new MovedTable<MovedResult>(
            "idempotent results", MovedRecordsJson.Default.MovedResult, PostgresTables.Results, MongoTables.Results),
    ];

    public static MoveCommand Command => new(typeof(Program).Assembly, connectionString => new MongoCatalogue(connectionString), Tables);
}
