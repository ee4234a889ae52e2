using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Ecommerce.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Moving;

/// <summary>A service's PostgreSQL database.</summary>
public sealed class PostgresMoveStore : MoveStore
{
    private const string ProgressTable = "move_progress";

    private readonly string application = $"move {Environment.ProcessId}";
    private readonly IHost host;
    private readonly IReadOnlyList<string> migrations;

    /// <param name="setting">The name of the connection string.</param>
    /// <param name="connectionString">Its value.</param>
    /// <param name="migrations">The assemblies that embed the schema's scripts.</param>
    public PostgresMoveStore(string setting, string connectionString, params Assembly[] migrations)
    {
        this.migrations = MigrationNames.Of(migrations);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = application });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new($"ConnectionStrings:{setting}", connectionString)]);
        builder.AddPostgresDatabase(setting, migrations);
        host = builder.Build();
        var server = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        Name = $"PostgreSQL {server.Host}:{server.Port}/{server.Database}";
    }

    /// <inheritdoc/>
    public override string Name { get; }

    private NpgsqlDataSource Database => host.Services.GetRequiredService<NpgsqlDataSource>();

    /// <inheritdoc/>
    public override async Task<StoreSchema> InspectAsync(CancellationToken cancellationToken)
    {
        var tables = await ListAsync(
            "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')", cancellationToken);
        var isTarget = tables.Remove(ProgressTable);
        if (tables.Count == 0)
            return StoreSchema.None;
        if (!tables.Contains("schema_migrations"))
            return StoreSchema.Foreign;

        var applied = await ListAsync("SELECT name FROM schema_migrations", cancellationToken);
        if (!applied.IsSubsetOf(migrations))
            return StoreSchema.Foreign;
        if (applied.IsSupersetOf(migrations))
            return StoreSchema.Current;
        return isTarget ? StoreSchema.None : StoreSchema.Older;
    }

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await RunAsync(
            "CREATE TABLE IF NOT EXISTS move_progress (name text PRIMARY KEY, source text NOT NULL, cursor text, is_done boolean NOT NULL)",
            cancellationToken);
        await host.StartAsync(cancellationToken);
    }

    /// <summary>Any other connection may write.</summary>
    public override async Task<string?> FindWriterAsync(CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand("""
            SELECT string_agg(DISTINCT coalesce(nullif(application_name, ''), usename), ', ') FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> $1
            """);
        command.Parameters.AddWithValue(application);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, Progress>> ProgressAsync(CancellationToken cancellationToken)
    {
        if ((await ListAsync($"SELECT tablename FROM pg_tables WHERE tablename = '{ProgressTable}'", cancellationToken)).Count == 0)
            return new Dictionary<string, Progress>();

        await using var command = Database.CreateCommand("SELECT name, source, cursor, is_done FROM move_progress");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var progress = new Dictionary<string, Progress>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
        {
            var cursor = await rows.IsDBNullAsync(2, cancellationToken) ? null : rows.GetString(2);
            progress.Add(rows.GetString(0), new(rows.GetString(1), cursor, rows.GetBoolean(3)));
        }

        return progress;
    }

    /// <inheritdoc/>
    public override Task DeleteProgressAsync(CancellationToken cancellationToken)
        => RunAsync("DROP TABLE IF EXISTS move_progress", cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await Database.DisposeAsync();
        host.Dispose();
    }

    internal async IAsyncEnumerable<(string Cursor, string Record)> ReadAsync(
        PostgresTable table, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(table.Page(after));
        command.CommandTimeout = 0;
        if (after is not null)
            command.Parameters.AddWithValue(after);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            yield return (rows.GetString(0), rows.GetString(1));
    }

    /// <exception cref="InvalidOperationException">Another move has resumed from <paramref name="before"/>.</exception>
    internal async Task InsertAsync(
        string name, PostgresTable table, IReadOnlyList<byte[]> records, Progress before, Progress reached,
        CancellationToken cancellationToken)
    {
        await using var connection = await Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (records.Count > 0)
            await RunAsync(connection, table.Insert, cancellationToken, Array(records));
        if (reached.IsDone && table.Finish is { } finish)
            await RunAsync(connection, finish, cancellationToken);
        var remembered = await RunAsync(
            connection,
            """
            INSERT INTO move_progress AS p (name, source, cursor, is_done) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, is_done = excluded.is_done
            WHERE p.cursor IS NOT DISTINCT FROM $5 AND NOT p.is_done
            """,
            cancellationToken, name, reached.Source, (object?)reached.Cursor ?? DBNull.Value, reached.IsDone,
            (object?)before.Cursor ?? DBNull.Value);
        if (remembered == 0)
            throw new InvalidOperationException($"Another move writes {name} at the same time.");
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<HashSet<string>> ListAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
            names.Add(rows.GetString(0));
        return names;
    }

    private static string Array(IReadOnlyList<byte[]> records)
    {
        var array = new StringBuilder("[");
        foreach (var record in records)
            array.Append(array.Length > 1 ? "," : "").Append(Encoding.UTF8.GetString(record));
        return array.Append(']').ToString();
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await Database.OpenConnectionAsync(cancellationToken);
        await RunAsync(connection, sql, cancellationToken);
    }

    private static async Task<int> RunAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in parameters)
        {
            var type = value is bool ? NpgsqlTypes.NpgsqlDbType.Boolean : NpgsqlTypes.NpgsqlDbType.Text;
            command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
