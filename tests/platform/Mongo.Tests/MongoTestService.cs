using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;

namespace Ecommerce.Mongo.Tests;

/// <summary>A service in this process, on the real server and broker, with one consumer.</summary>
internal sealed class MongoTestService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestTokens tokens;

    private MongoTestService(WebApplication app, TestTokens tokens) => (this.app, this.tokens) = (app, tokens);

    public TestDatabase Database => app.Services.GetRequiredService<TestDatabase>();

    public Handled Handled => app.Services.GetRequiredService<Handled>();

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<MongoTestService> StartAsync(
        string url, string kafka, TestTokens tokens, Action<WebApplicationBuilder>? configure = null, params (
            string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["ConnectionStrings:kafka"] = kafka;
        builder.Configuration["Messaging:Attempts"] = "1";
        builder.Configuration["Messaging:MeasureInterval"] = "00:00:00.100";
        foreach (var (name, value) in tokens.Environment) builder.Configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        builder.AddServiceDefaults();
        builder.AddMongoDatabase("test-service", new TestDatabase(url));
        builder.Services.AddSingleton<Handled>();
        configure?.Invoke(builder);
        var built = builder.Build();
        built.MapDefaultEndpoints();
        built.MapGroup("/tests").MapDeadLetters(Permissions.OrdersWrite);
        built.MapEventLog();
        await built.StartAsync();
        return new(built, tokens);
    }

    /// <summary>Commits events, as a service does together with its own documents.</summary>
    public Task SendAsync<TEvent>(params TEvent[] events)
        where TEvent : IIntegrationEvent
        => Database.InTransactionAsync(
            TimeProvider.System,
            async (session, token) =>
            {
                await Database.AddToOutboxAsync(session, events, TimeProvider.System.GetUtcNow(), token);
                await session.CommitAsync(TimeProvider.System, token);
                return 0;
            },
            default);

    public HttpClient Client(params string[] permissions) => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders =
            { Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(Guid.CreateVersion7(), permissions)) },
    };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>Services in one process count into the same meters: one test at a time has any.</summary>
[CollectionDefinition(Name)]
public sealed class Services
{
    public const string Name = "services";
}

/// <summary>What the handler of a service was given, and what is to happen when it is.</summary>
internal sealed class Handled
{
    public ConcurrentQueue<UserRegistered> All { get; } = [];

    public Func<UserRegistered, Task> Before { get; set; } = _ => Task.CompletedTask;
}

/// <summary>Leaves a document in the service's own database, once.</summary>
internal sealed class RegistrationHandler(Handled handled, TestDatabase database) : IIdempotentEventHandler<UserRegistered>
{
    public const string Group = "consumer";

    public Task HandleAsync(UserRegistered message, EventContext context, CancellationToken cancellationToken)
        => database.InTransactionAsync(
        TimeProvider.System,
        async (session, token) =>
        {
            if (!await database.TryAddToInboxAsync(session, Group, context.EventId, TimeProvider.System.GetUtcNow(), token)) return false;
            handled.All.Enqueue(message);
            await handled.Before(message);
            await database.Effects.InsertOneAsync(session, new BsonDocument("subject", $"{message.UserId}"), cancellationToken: token);
            await session.CommitAsync(TimeProvider.System, token);
            return true;
        },
        cancellationToken);
}
