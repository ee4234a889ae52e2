using System.Text.Json;
using Ecommerce.Contracts;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of catalog-service. Records are public because components are.

internal interface IProductsApi
{
    [Get("/products")]
    Task<Page<Product>> ListAsync([Query] ProductFilter filter, string? after, int limit, CancellationToken cancellationToken);

    [Get("/products/{id}")]
    Task<Product> ReadAsync(Guid id, CancellationToken cancellationToken);

    [Patch("/products/{id}")]
    [Headers("Content-Type: application/merge-patch+json")]
    Task<Product> ChangeAsync(Guid id, [Body] ProductPatch patch, [Header("If-Match")] string version, CancellationToken cancellationToken);

    [Get("/products/{id}/history")]
    Task<Page<ProductHistoryEntry>> ListChangesAsync(Guid id, string? after, int limit, CancellationToken cancellationToken);

    [Post("/products")]
    Task<Product> CreateAsync([Body] NewProduct product, CancellationToken cancellationToken);

    [Post("/products/bulk")]
    Task<BulkResult> EditAsync([Body] BulkChange change, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Post("/products/import")]
    Task<ImportResult> ImportAsync([Body] HttpContent lines, bool dryRun, bool onlyNew, CancellationToken cancellationToken);

    [Get("/products/variants/low-stock")]
    Task<Page<LowStock>> ListLowStockAsync(int atMost, string? after, int limit, CancellationToken cancellationToken);

    [Post("/products/variants/stocktake")]
    Task<StocktakeResult> TakeStockAsync(
        [Body] Stocktake counts, bool dryRun, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Get("/categories")]
    Task<IReadOnlyList<Category>> ListCategoriesAsync(CancellationToken cancellationToken);

    [Post("/categories")]
    Task<Category> CreateCategoryAsync([Body] NewCategory category, CancellationToken cancellationToken);

    [Put("/categories/{slug}")]
    Task<Category> ReplaceCategoryAsync(string slug, [Body] CategoryChange change, CancellationToken cancellationToken);

    [Delete("/categories/{slug}")]
    Task DeleteCategoryAsync(string slug, CancellationToken cancellationToken);

    [Post("/products/variants/{sku}/stock")]
    Task<StockCount> AdjustAsync(
        string sku, [Body] StockChange change, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Get("/products/variants/{sku}/stock/history")]
    Task<Page<StockEntry>> ListHistoryAsync(string sku, string? after, int limit, CancellationToken cancellationToken);

    [Post("/media")]
    Task<Picture> UploadAsync([Body] Stream picture, CancellationToken cancellationToken);
}

/// <param name="Name">A part of it.</param>
public sealed record ProductFilter(string? Category = null, string? Brand = null, string? Sort = null, string? Name = null);

public sealed record NewProduct(
    string Name, string Description, string Brand, string? Category, bool Published, IReadOnlyList<NewVariant> Variants,
    string? SeoTitle = null, string? SeoDescription = null);

public sealed record NewVariant(string Sku, IReadOnlyDictionary<string, string> Options, Money Price, int Stock);

/// <summary>One change for many products: one of its members beside the ids is given.</summary>
public sealed record BulkChange(
    IReadOnlyList<Guid>? Ids = null, decimal? PricePercent = null, string? Category = null, bool? Published = null);

public sealed record BulkResult(int Changed, IReadOnlyList<BulkFailure> Failed);

public sealed record BulkFailure(Guid Id, string Title);

/// <summary>A SKU that runs out.</summary>
public sealed record LowStock(
    string Sku, Guid ProductId, string Name, IReadOnlyDictionary<string, string> Options, int Available, bool Published)
{
    public string Choice => string.Join(", ", Options.Values);
}

/// <param name="Errors">The first of those that failed.</param>
public sealed record ImportResult(int Imported, int Updated, int Failed, IReadOnlyList<LineErrors> Errors);

/// <param name="Line">In what was sent, from 1.</param>
public sealed record LineErrors(int Line, IReadOnlyDictionary<string, string[]> Errors);

public sealed record Product(
    Guid Id, long Version, string Name, string Description, string Brand, string Category, string CategoryPath,
    IReadOnlyList<ProductImage> Images, bool Published, IReadOnlyList<ProductVariant> Variants,
    IReadOnlyList<string>? Tags = null, IReadOnlyDictionary<string, IReadOnlyList<string>?>? Attributes = null,
    string? SeoTitle = null, string? SeoDescription = null)
{
    public string Tag => VersionTag.Of(Version);
}

/// <param name="Price">What it costs now.</param>
/// <param name="RegularPrice">Outside a sale.</param>
public sealed record ProductVariant(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price, Money RegularPrice, Sale? Sale, int Available)
{
    /// <summary>What is to be chosen, such as <c>blue, M</c>; empty where there is no choice.</summary>
    public string Choice => string.Join(", ", Options.Values);

    /// <summary>As a change writes it, which leaves its stock alone.</summary>
    public VariantChange ToChange() => new(Sku, Options, RegularPrice, Sale);
}

public sealed record Sale(Money Price, DateTimeOffset? From, DateTimeOffset? To);

public sealed record ProductImage(string Url, string? Alt);

/// <param name="Parent">The slug of the category above it; null: a root.</param>
/// <param name="Order">Its place among its siblings; equal ones are sorted by name.</param>
/// <param name="Products">Published ones in it and below it.</param>
public sealed record Category(string Slug, string Name, string Path, string? Parent = null, int Order = 0, int Products = 0);

/// <param name="Slug">Null: made from the name.</param>
public sealed record NewCategory(string? Slug, string Name, string? Parent, int Order);

public sealed record CategoryChange(string Name, string? Parent, int Order);

/// <summary>What is null stays as it is; a list is replaced as a whole.</summary>
/// <param name="Attributes">Those that are not named stay; one whose values are null goes.</param>
public sealed record ProductPatch(
    string? Name = null, string? Description = null, string? Brand = null, string? Category = null, bool? Published = null,
    IReadOnlyList<ProductImage>? Images = null, IReadOnlyList<VariantChange>? Variants = null, IReadOnlyList<string>? Tags = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>?>? Attributes = null, string? SeoTitle = null, string? SeoDescription = null);

public sealed record VariantChange(string Sku, IReadOnlyDictionary<string, string> Options, Money Price, Sale? Sale);

public sealed record StockChange(int Change, string Reason);

public sealed record Stocktake(IReadOnlyList<StocktakeCount> Counts);

/// <param name="Expected">As a comparison answered: where it is another by then, the line is refused.</param>
public sealed record StocktakeCount(string Sku, int Counted, int? Expected = null);

public sealed record StocktakeResult(IReadOnlyList<StocktakeLine> Items);

/// <param name="Expected">On the shelf; null for an unknown SKU.</param>
/// <param name="Error">Why the line changes nothing.</param>
public sealed record StocktakeLine(string Sku, int? Expected, int Counted, int? Difference, string? Error);

public sealed record StockCount(string Sku, int Available, int Reserved, int Sold);

public sealed record StockEntry(DateTimeOffset At, string Reason, Guid? OrderId, int Available, int Reserved, int Sold);

/// <summary>What somebody did to a product.</summary>
public sealed record ProductHistoryEntry(Guid Id, DateTimeOffset At, Guid ActorId, string Action, IReadOnlyList<FieldChange> Changes);

/// <param name="Field">Such as <c>name</c> or <c>variants[TENT-2].price</c>.</param>
public sealed record FieldChange(string Field, JsonElement? Before, JsonElement? After);

/// <param name="Url">For a product's images.</param>
public sealed record Picture(string Url, int Width, int Height);
