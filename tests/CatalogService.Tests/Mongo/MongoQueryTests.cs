using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using Ecommerce.CatalogService.Storage;
using Ecommerce.CatalogService.Storage.Mongo;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Tests.Mongo;

/// <summary>What the driver cannot put into a query shows before it looks for a server; all that these ask gets as far as to find none.</summary>
public sealed class MongoQueryTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly MongoCatalogue Nowhere = new("mongodb://localhost:1/catalog?serverSelectionTimeoutMS=100");
    private static readonly MongoProductStore Store = new(Nowhere, TimeProvider.System);
    private static readonly Product Product = ProductWriter.New(Samples.Draft(1, "A").Details, Now);
    private static readonly ProductCursor After = new(ProductSort.Name, Product.Id, "a", 5);

    private static readonly Dictionary<string, Func<Task>> ReadSteps = new()
    {
        ["find"] = () => Store.FindAsync(Product.Id, None),
        ["variants"] = () => Store.FindVariantsAsync(["A"], None),
        ["due"] = () => Store.DueAsync(Now, 5, None),
        ["categories"] = () => Store.CategoriesAsync(None),
        ["counts"] = () => Store.CountByCategoryAsync(None),
        ["all"] = async () => await Store.AllAsync(None).GetAsyncEnumerator().MoveNextAsync(),
        ["stock"] = () => Store.FindStockAsync("A", None),
        ["history"] = () => Store.StockHistoryAsync("A", 5, 5, None),
        ["prepare"] = () => Nowhere.PrepareAsync(None),
        ["by name"] = () => Store.ListAsync(new ProductQuery(ProductSort.Name, 5, After, false, ["a"], "b", 1, 2), None),
        ["by price"] = () => Store.ListAsync(new ProductQuery(ProductSort.Price, 5, After with { Sort = ProductSort.Price }), None),
        ["by price, down"] = () => Store.ListAsync(new ProductQuery(ProductSort.PriceDescending, 5, After with { Sort = ProductSort.PriceDescending }), None),
        ["newest"] = () => Store.ListAsync(new ProductQuery(ProductSort.Newest, 5, After with { Sort = ProductSort.Newest }), None),
    };

    private static readonly Dictionary<string, Func<ICatalogTransaction, Task>> WriteSteps = new()
    {
        ["find"] = t => t.FindProductsAsync([Product.Id], None),
        ["save"] = t => t.SaveProductsAsync([Product], None),
        ["delete"] = t => t.DeleteProductAsync(Product.Id, None),
        ["refresh"] = t => t.RefreshProductsAsync(["a"], Now, None),
        ["claim categories"] = t => t.ClaimCategoriesAsync([CategoryReference.Parse("a")], None),
        ["lock categories"] = t => t.LockCategoriesAsync(None),
        ["save category"] = t => t.SaveCategoryAsync(new Category("a", "A", null, 0), None),
        ["delete category"] = t => t.TryDeleteCategoryAsync("a", None),
        ["lock stock"] = t => t.LockStockAsync(["A"], None),
        ["claim stock"] = t => t.ClaimStockAsync(["A"], None),
        ["move stock"] = t => t.MoveStockAsync([new StockMove("A", Product.Id, 1, 2, 3)], "found", Product.Id, None),
        ["lock reservation"] = t => t.LockReservationAsync(Product.Id, None),
        ["lock expired"] = t => t.LockExpiredReservationAsync(Now, None),
        ["save reservation"] = t => t.SaveReservationAsync(new Reservation(Product.Id, ReservationState.Held, [new("A", 1)], [], Now), None),
        ["return"] = t => t.TryAddReturnAsync(Product.Id, Product.Id, Now, None),
        ["key"] = t => t.TryLockKeyAsync(Product.Id, "k", None),
        ["adjustment"] = t => t.FindAdjustmentAsync(Product.Id, "k", None),
        ["save adjustment"] = t => t.SaveAdjustmentAsync(Product.Id, "k", new StockAdjustment("A", 1, "found", new StockLevelResponse("A", 1, 0, 0)), None),
        ["empty"] = t => t.LockIfEmptyAsync(None),
        ["publish"] = t => t.PublishAsync([new StockReleased(Product.Id)], None),
        ["inbox"] = t => ((MongoCatalogTransaction)t).TryAddToInboxAsync("c", Product.Id, None),
    };

    public static TheoryData<string> Reads => [.. ReadSteps.Keys];

    public static TheoryData<string> Writes => [.. WriteSteps.Keys];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_read_can_be_asked(string name)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(ReadSteps[name]);
        Assert.True(Store.IsOutage(failure), $"{failure}");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_step_of_a_transaction_can_be_asked(string name)
    {
        using var session = await Nowhere.Client.StartSessionAsync();
        using var turn = new Turn(new Turns());
        await using var transaction = new MongoCatalogTransaction(session, Nowhere, turn, TimeProvider.System);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => WriteSteps[name](transaction));
        Assert.True(Store.IsOutage(failure), $"{failure}");
    }
}
