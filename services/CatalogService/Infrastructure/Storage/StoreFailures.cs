using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

internal static class StoreFailures
{
    /// <summary>Whether the server is to blame rather than what was read; those of PostgreSQL are known without it.</summary>
    public static bool IsOutage(Exception failure) => failure is MongoException;
}
