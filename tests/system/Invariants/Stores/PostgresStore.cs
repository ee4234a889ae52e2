using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace Ecommerce.Invariants.Stores;

/// <summary>A database of the shop, read in snapshots: what is read together is of one moment.</summary>
internal sealed class PostgresStore(string name, string connectionString) : IStore, IAsyncDisposable
{
    private const string Identity =
        "select system_identifier || '/' || oid from pg_control_system(), pg_database where datname = current_database()";

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "invariants", Pooling = true, MaxPoolSize = 2, Timeout = 3, CommandTimeout = 15,
    });

    public string Name => name;

    public Task<string> IdentifyAsync() => ReadAsync(connection => connection.QuerySingleAsync<string>(Identity));

    /// <summary>Reads from one snapshot, and never writes.</summary>
    /// <exception cref="StoreAwayException">The database does not answer, or has not got its tables yet.</exception>
    public async Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
            await connection.ExecuteAsync("set transaction read only");
            return await read(connection);
        }
        catch (Exception failure) when (failure is DbException or SocketException or TimeoutException or IOException)
        {
            throw new StoreAwayException(name, failure);
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
