using System.Diagnostics.Metrics;

namespace Ecommerce.CatalogService.Infrastructure.Telemetry;

/// <summary>How often a level of the cache had the product (<c>level</c> = <c>process</c>, <c>redis</c>), and how often not.</summary>
internal static class CacheMetrics
{
    private static readonly Meter Meter = new("Ecommerce.Catalogue");
    private static readonly Counter<long> Hits = Meter.CreateCounter<long>(
        "ecommerce.catalogue.cache.hits", "{read}", "Reads of a product that a level of the cache answered.");
    private static readonly Counter<long> Misses = Meter.CreateCounter<long>(
        "ecommerce.catalogue.cache.misses", "{read}", "Reads of a product that a level of the cache could not answer.");
    private static readonly KeyValuePair<string, object?> Process = new("level", "process");
    private static readonly KeyValuePair<string, object?> Redis = new("level", "redis");

    public static void ProcessHit() => Hits.Add(1, Process);

    public static void ProcessMiss() => Misses.Add(1, Process);

    public static void RedisHit() => Hits.Add(1, Redis);

    public static void RedisMiss() => Misses.Add(1, Redis);
}
