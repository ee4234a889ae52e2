using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Persistence;

/// <summary>A service's own PostgreSQL database.</summary>
public static class PostgresExtensions
{
    /// <summary>
    /// Registers an <see cref="Npgsql.NpgsqlDataSource"/> for <c>ConnectionStrings:<paramref name="name"/></c>, its readiness
    /// check, and the migrations embedded in <paramref name="migrations"/> (<c>Migrations/*.sql</c>, in the order of their names),
    /// which run before the service accepts its first request, once over all replicas.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="name">The connection string's name, such as <c>orders</c>.</param>
    /// <param name="migrations">The assembly that embeds the scripts; more may follow, such as that of Messaging.</param>
    /// <exception cref="InvalidOperationException">At start, when the connection string is missing or cannot be read.</exception>
    public static IHostApplicationBuilder AddPostgresDatabase(this IHostApplicationBuilder builder, string name, params Assembly[] migrations)
        => throw new NotImplementedException();
}
