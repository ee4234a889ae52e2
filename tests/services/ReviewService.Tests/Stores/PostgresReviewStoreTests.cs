using Dapper;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.ReviewService.Infrastructure.Postgres;
using Ecommerce.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ReviewService.Tests.Stores;

public sealed class PostgresReviewStoreTests(PostgresServer server) : ReviewStoreContract, IClassFixture<PostgresServer>, IAsyncLifetime
{
    private IHost? host;

    private NpgsqlDataSource Database => host!.Services.GetRequiredService<NpgsqlDataSource>();

    private protected override IReviewStore Store => new PostgresReviewStore(Database, new Outbox(TimeProvider.System));

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:reviews"] = await server.CreateDatabaseAsync();
        builder.AddPostgresDatabase("reviews", typeof(PostgresReviewStore).Assembly, typeof(Outbox).Assembly);
        host = builder.Build();
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host!.StopAsync();
        host.Dispose();
    }

    protected override async Task<IReadOnlyList<string>> EventsAsync(Guid key)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>(
            "SELECT type FROM outbox WHERE key = @key ORDER BY position", new { key = $"{key}" })];
    }
}
