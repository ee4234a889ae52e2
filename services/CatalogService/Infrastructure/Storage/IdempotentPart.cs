namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>A part of a request that changes many things, by the caller's idempotency key.</summary>
/// <param name="Part">Such as a product's id; empty: the request itself.</param>
internal readonly record struct IdempotentPart(Guid Caller, string Key, string Part)
{
    public static IdempotentPart Request(Guid caller, string key) => new(caller, key, "");
}
