using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>The keys of links to orders.</summary>
internal sealed class AccessKeys(NpgsqlDataSource database)
{
    // Compared also where there is no key, so that the time of the answer does not tell which orders exist.
    private static readonly string NoKey = new('-', count: 32);

    /// <summary>Null where there is no such order, or no key of it.</summary>
    public async Task<string?> FindAsync(Guid order, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new(
            "SELECT access_key FROM orders WHERE id = @order", new { order }, cancellationToken: cancellationToken));
    }

    public async Task<bool> OpensAsync(Guid order, string key, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(order, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(stored ?? NoKey))
            && stored is not null;
    }
}
