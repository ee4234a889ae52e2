using System.Net;
using MongoDB.Driver;

namespace Ecommerce.Testing;

/// <summary>
/// The replica set of <c>MONGO_TEST_URL</c>. What is created on it is dropped at the end; stopping it stops the way to it.
/// </summary>
public sealed class MongoServer : IDatabaseServer
{
    private const string Setting = "MONGO_TEST_URL";

    private readonly List<string> databases = [];
    private Forwarder? forwarder;

    /// <inheritdoc cref="IDatabaseServer.Missing"/>
    public static string? Reason => Url is null
        ? $"{Setting} is not set: these tests need a MongoDB replica set, such as mongodb://localhost:27017/?replicaSet=rs0."
        : null;

    /// <inheritdoc/>
    public string Name => "mongodb";

    /// <inheritdoc/>
    public string? Missing => Reason;

    private static string? Url => Environment.GetEnvironmentVariable(Setting);

    private Forwarder Way => forwarder ?? throw new InvalidOperationException("The server is not there.");

    /// <inheritdoc/>
    public ValueTask InitializeAsync()
    {
        if (Url is null)
            return ValueTask.CompletedTask;

        var server = new MongoUrlBuilder(Url).Server;
        forwarder = new Forwarder(new DnsEndPoint(server.Host, server.Port));
        return new(StartAsync());
    }

    /// <inheritdoc/>
    public Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.CreateVersion7():n}";
        databases.Add(name);
        // Direct: the members that the set knows are not behind the forwarder.
        return Task.FromResult(new MongoUrlBuilder(Url)
        {
            Server = new MongoServerAddress("127.0.0.1", Way.Port), DatabaseName = name, ReplicaSetName = null, DirectConnection = true,
        }.ToString());
    }

    /// <inheritdoc/>
    public Task StartAsync()
    {
        Way.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync() => Way.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (forwarder is null)
            return;

        using var client = new MongoClient(Url);
        foreach (var database in databases)
            await client.DropDatabaseAsync(database);
        await forwarder.StopAsync();
        forwarder.Dispose();
    }
}
