using System.Globalization;

namespace Ecommerce.Testing;

/// <summary>A Redis server that keeps its data over a stop.</summary>
public sealed class RedisServer() : EmbeddedServer("redis")
{
    private readonly TemporaryFolder data = new();

    /// <summary>What clients must know; empty: nothing. Set before it starts.</summary>
    public string Password { get; init; } = Guid.CreateVersion7().ToString("n");

    /// <summary>As StackExchange.Redis takes it.</summary>
    public string ConnectionString => Password.Length == 0 ? $"127.0.0.1:{Port}" : $"127.0.0.1:{Port},password={Password}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        data.Delete();
    }

    private protected override Task<ChildProcess> LaunchAsync() => ChildProcess.StartAsync("bash", [Repository.Script("redis.sh")],
    [
        new("DATA_DIRECTORY", data.Path),
        new("PORT", Port.ToString(CultureInfo.InvariantCulture)),
        new("REDIS_PASSWORD", Password),
    ]);
}
