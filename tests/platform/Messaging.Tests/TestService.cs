using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging.Tests;

/// <summary>A service in this process, with the real database and broker behind it.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestService(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="database">Null: it has none.</param>
    public static async Task<TestService> StartAsync(
        string? database, string kafka, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null,
        params (string Name, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["ConnectionStrings:test"] = database;
        builder.Configuration["ConnectionStrings:kafka"] = kafka;
        builder.Configuration["Messaging:Attempts"] = "3";
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        if (database is not null) builder.AddPostgresDatabase("test", typeof(Outbox).Assembly, typeof(TestService).Assembly);
        builder.Services.AddSingleton<Handled>();
        configure?.Invoke(builder);
        var built = builder.Build();
        map?.Invoke(built);
        await built.StartAsync();
        return new TestService(built);
    }

    /// <summary>Commits an event, as a service does together with its own rows.</summary>
    public Task SendAsync<TEvent>(TEvent message)
        where TEvent : IIntegrationEvent
        => Database.InTransactionAsync(
            (transaction, cancellationToken)
                => Services.GetRequiredService<Outbox>().AddAsync(transaction, message, cancellationToken), default);

    public async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
