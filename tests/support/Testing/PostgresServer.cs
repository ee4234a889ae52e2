using System.Globalization;
using Npgsql;

namespace Ecommerce.Testing;

/// <summary>
/// A PostgreSQL server that keeps what is committed over a stop, but survives the machine's only when it is <see cref="Durable"/>.
/// </summary>
public sealed class PostgresServer() : EmbeddedServer("postgres"), IDatabaseServer
{
    private readonly TemporaryFolder data = new();
    private readonly string password = Guid.CreateVersion7().ToString("n");

    /// <summary>Whether commits wait for the disk, as in production. Set before it starts.</summary>
    public bool Durable { get; init; }

    /// <inheritdoc/>
    public string? Missing => null;

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its connection string, as the owner of all.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.CreateVersion7():n}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} STRATEGY file_copy", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name, pooling: true);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        data.Delete();
    }

    private protected override Task<ChildProcess> LaunchAsync() => ChildProcess.StartAsync("bash", [Repository.Script("postgres.sh")],
    [
        new("DATA_DIRECTORY", data.Path),
        new("PORT", Port.ToString(CultureInfo.InvariantCulture)),
        new("POSTGRES_PASSWORD", password),
        new("POSTGRES_FSYNC", Durable ? "on" : "off"),
    ]);

    private protected override async Task<bool> AnswersAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        try
        {
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Password = password,
        Database = database,
        Pooling = pooling,
        MaxPoolSize = 30,
        // Tests queue hundreds of callers: on a busy machine the last of them waits longer than the default of 15 s.
        Timeout = 120,
    }.ConnectionString;
}
