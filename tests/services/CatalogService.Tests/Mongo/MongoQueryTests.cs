using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Mongo;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Contracts;
using Ecommerce.Mongo;

namespace Ecommerce.CatalogService.Tests.Mongo;

/// <summary>
/// What the driver cannot put into a query shows before it looks for a server; all that these ask gets as far as to find none.
/// </summary>
public sealed class MongoQueryTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly MongoCatalogue Nowhere = new("mongodb://localhost:1/catalog?serverSelectionTimeoutMS=100");
    private static readonly MongoProductStore Store = new(Nowhere, TimeProvider.System);
    private static readonly Product Product = Product.Create(Samples.Draft(1, "A").Details, Now);
    private static readonly ProductCursor After = new(ProductSort.Name, Product.Id, "a", 5);

    private static readonly Dictionary<string, Func<Task>> ReadSteps = new()
    {
        ["find"] = () => Store.FindAsync(Product.Id, None),
        ["variants"] = () => Store.FindVariantsAsync(["A"], None),
        ["due"] = () => Store.FindDueForRefreshAsync(Now, [Product.Id], 5, None),
        ["expired"] = () => Store.FindExpiredReservationsAsync(Now, [Product.Id], 5, None),
        ["categories"] = () => Store.GetCategoriesAsync(None),
        ["counts"] = () => Store.CountByCategoryAsync(None),
        ["all"] = async () => await Store.StreamAllAsync(None).GetAsyncEnumerator().MoveNextAsync(),
        ["stock"] = () => Store.FindStockAsync("A", None),
        ["history"] = () => Store.GetStockHistoryAsync("A", 5, 5, None),
        ["low stock"] = () => Store.ListLowStockAsync(5, new LowStock("A", 1), 5, None),
        ["by part of name"] = () => Store.ListAsync(new ProductQuery(ProductSort.Name, 5, Name: "a.b"), None),
        ["prepare"] = () => Nowhere.PrepareAsync(None),
        ["by name"] = () => Store.ListAsync(new ProductQuery(ProductSort.Name, 5, After, false, ["a"], "b", 1, 2), None),
        ["by price"] = () => Store.ListAsync(new ProductQuery(ProductSort.Price, 5, After with { Sort = ProductSort.Price }), None),
        ["by price, down"] = () => Store.ListAsync(
            new ProductQuery(ProductSort.PriceDescending, 5, After with { Sort = ProductSort.PriceDescending }), None),
        ["newest"] = () => Store.ListAsync(new ProductQuery(ProductSort.Newest, 5, After with { Sort = ProductSort.Newest }), None),
    };

    private static readonly Dictionary<string, Func<ICatalogTransaction, Task>> WriteSteps = new()
    {
        ["find"] = t => t.FindProductsAsync([Product.Id], None),
        ["save"] = t => t.SaveProductsAsync([Product], None),
        ["delete"] = t => t.DeleteProductAsync(Product.Id, None),
        ["refresh"] = t => t.ScheduleProductRefreshAsync(["a"], Now, None),
        ["claim categories"] = t => t.LockOrCreateCategoriesAsync([CategoryReference.Parse("a")], None),
        ["lock categories"] = t => t.LockCategoriesAsync(None),
        ["save category"] = t => t.SaveCategoryAsync(new Category("a", "A", null, 0), None),
        ["delete category"] = t => t.TryDeleteCategoryAsync("a", None),
        ["lock stock"] = t => t.LockStockAsync(["A"], None),
        ["claim stock"] = t => t.LockOrCreateStockAsync(["A"], None),
        ["move stock"] = t => t.MoveStockAsync([new StockMove("A", Product.Id, 1, 2, 3)], "found", Product.Id, None),
        ["lock reservation"] = t => t.LockReservationAsync(Product.Id, None),
        ["save reservation"] = t => t.SaveReservationAsync(
            new Reservation(Product.Id, ReservationState.Held, [new("A", 1)], [], Now), None),
        ["return"] = t => t.TryAddReturnAsync(Product.Id, Product.Id, Now, None),
        ["key"] = t => t.TryLockIdempotencyKeyAsync(Product.Id, "k", None),
        ["adjustment"] = t => t.FindAdjustmentAsync(Product.Id, "k", None),
        ["save adjustment"] = t => t.SaveAdjustmentAsync(Product.Id, "k", new StockAdjustment("A", 1, "found", 1, 0, 0), None),
        ["empty"] = t => t.LockIfEmptyAsync(None),
        ["publish"] = t => t.PublishAsync([new StockReleased(Product.Id)], None),
        ["inbox"] = t => ((MongoCatalogTransaction)t).TryAddToInboxAsync("c", Product.Id, None),
    };

    public static TheoryData<string> Reads => [.. ReadSteps.Keys];

    public static TheoryData<string> Writes => [.. WriteSteps.Keys];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Read_translates_to_a_query(string name)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(ReadSteps[name]);
        Assert.True(MongoFailures.IsOutage(failure), $"{failure}");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Transaction_step_translates_to_a_query(string name)
    {
        using var session = await Nowhere.Client.StartSessionAsync();
        using var turn = new TransactionLocks(new StripedLocks());
        await using var transaction = new MongoCatalogTransaction(session, Nowhere, turn, TimeProvider.System);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => WriteSteps[name](transaction));
        Assert.True(MongoFailures.IsOutage(failure), $"{failure}");
    }
}
