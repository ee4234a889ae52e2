namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>
/// On files that caches may keep for all shoppers: their responses set no cookie, which would hand one shopper's session to another.
/// </summary>
internal sealed class SameForEverybody;
