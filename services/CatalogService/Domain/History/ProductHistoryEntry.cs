using System.Text.Json;

namespace Ecommerce.CatalogService.Domain.History;

/// <summary>What a person did to a product.</summary>
/// <param name="Version">The product's after it.</param>
/// <param name="ActorId">Who did it. It outlives the account: an id is no name.</param>
internal sealed record ProductHistoryEntry(
    Guid Id, Guid ProductId, long Version, DateTimeOffset At, Guid ActorId, string Action, IReadOnlyList<FieldChange> Changes);

/// <summary>A field before and after; null where there was or is none.</summary>
/// <param name="Field">Such as <c>name</c> or <c>variants[LAMP-1].price</c>.</param>
internal sealed record FieldChange(string Field, JsonElement? Before, JsonElement? After);

internal static class ProductActions
{
    public const string Created = "created";
    public const string Changed = "changed";
    public const string PriceChanged = "price-changed";
    public const string CategoryChanged = "category-changed";
    public const string Published = "published";
    public const string Unpublished = "unpublished";
    public const string Deleted = "deleted";
}
