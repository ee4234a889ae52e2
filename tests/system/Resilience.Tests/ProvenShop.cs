using Ecommerce.Checker;
using Ecommerce.Resilience.Shops;
using Npgsql;

namespace Ecommerce.Resilience.Tests;

/// <summary>A shop that has sold while everything broke once, and was closed then: its databases are as the run left them.</summary>
public sealed class ProvenShop : IAsyncLifetime
{
    private static readonly Trial Short = new(Seed: 1, Rate: 8, TimeSpan.FromSeconds(1));

    private const string DropChecks = """
        do $$
        declare rule record;
        begin
            for rule in select conrelid::regclass as of, conname as name from pg_constraint where contype = 'c' and conrelid <> 0 loop
                execute format('alter table %s drop constraint %I', rule.of, rule.name);
            end loop;
        end $$
        """;

    private Shop? shop;

    internal Report Report { get; private set; } = null!;

    internal Databases Good => shop!.Databases;

    public async ValueTask InitializeAsync()
    {
        shop = await Shop.OpenAsync();
        Report = await new Proof(shop, Short, TestContext.Current.SendDiagnosticMessage).RunAsync();
        await shop.CloseAsync();
        if (!Report.Holds) await shop.KeepLogsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (shop is not null) await shop.DisposeAsync();
    }

    /// <summary>A copy of one of the databases that can be spoiled: what keeps the services from wrong states is not in it.</summary>
    internal static async Task<string> CopyAsync(string database)
    {
        var source = new NpgsqlConnectionStringBuilder(database) { Pooling = false };
        var server = new NpgsqlConnectionStringBuilder(source.ConnectionString) { Database = "postgres" }.ConnectionString;
        var copy = new NpgsqlConnectionStringBuilder(source.ConnectionString) { Database = $"copy_{Guid.CreateVersion7():n}" };
        await ExecuteAsync(server, $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{source.Database}'");
        await ExecuteAsync(server, $"create database {copy.Database} template {source.Database} strategy file_copy");
        await ExecuteAsync(copy.ConnectionString, DropChecks);
        return copy.ConnectionString;
    }

    /// <summary>Runs statements without triggers and references.</summary>
    /// <returns>How many rows they changed.</returns>
    internal static Task<int> SpoilAsync(string copy, string sql) => ExecuteAsync(copy, $"set session_replication_role = replica; {sql}");

    private static async Task<int> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}

[CollectionDefinition(nameof(ProvenShop))]
public sealed class ProvenShopCollection : ICollectionFixture<ProvenShop>;
