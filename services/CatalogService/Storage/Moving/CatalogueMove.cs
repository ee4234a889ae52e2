using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using Ecommerce.CatalogService.Storage.Mongo;
using Ecommerce.Moving;

namespace Ecommerce.CatalogService.Storage.Moving;

/// <summary>Moves the catalogue from one store to the other.</summary>
internal static class CatalogueMove
{
    /// <summary>What others refer to comes before them.</summary>
    private static readonly IReadOnlyList<MovedTable> Tables =
    [
        new MovedTable<Category>("categories", MovedRecordsJson.Default.Category, PostgresTables.Categories, MongoTables.Categories),
        new MovedTable<MovedProduct>("products", MovedRecordsJson.Default.MovedProduct, PostgresTables.Products, MongoTables.Products),
        new MovedTable<StockLevel>("stock", MovedRecordsJson.Default.StockLevel, PostgresTables.Stock, MongoTables.Stock),
        new MovedTable<MovedMovement>("stock movements", MovedRecordsJson.Default.MovedMovement, PostgresTables.Movements, MongoTables.Movements),
        new MovedTable<Reservation>("reservations", MovedRecordsJson.Default.Reservation, PostgresTables.Reservations, MongoTables.Reservations),
        new MovedTable<MovedReturn>("returns", MovedRecordsJson.Default.MovedReturn, PostgresTables.Returns, MongoTables.Returns),
        new MovedTable<MovedAdjustment>("stock adjustments", MovedRecordsJson.Default.MovedAdjustment, PostgresTables.Adjustments, MongoTables.Adjustments),
    ];

    public static MoveCommand Command => new(typeof(Program).Assembly, connectionString => new MongoCatalogue(connectionString), Tables);
}
