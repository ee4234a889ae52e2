using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.NotificationService.Tests.Servers;

/// <summary>Plays user-service: the keys of the tests' tokens, the service's own token, and accounts; and order-service's orders.</summary>
public sealed class StubUsers : IAsyncDisposable
{
    public const string Secret = "the secret of the tests";

    private readonly HttpClient authority;
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<Guid, JsonObject> accounts = [];
    private readonly ConcurrentDictionary<Guid, JsonObject> orders = [];
    private int version;

    private StubUsers(TestTokens tokens)
    {
        authority = new HttpClient { BaseAddress = tokens.Address };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/{name}", (string name) => ForwardAsync($"/.well-known/{name}"));
        app.MapGet("/account-states", () => ForwardAsync("/account-states"));
        app.MapPost("/service-tokens", IssueAsync);
        app.MapGet("/users/{id:guid}", Find);
        app.MapGet("/users/invitations/{id:guid}", Find);
        app.MapGet("/orders/{id:guid}", FindOrder);
        app.MapGet("/orders/{id:guid}/key", FindKey);
        app.MapGet("/event-log", ReadLog);
    }

    public Uri Address => new(app.Urls.First());

    /// <summary>Whether it responds at all.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether order-service responds to who asks for an order.</summary>
    public bool AreOrdersAway { get; set; }

    /// <summary>The event logs of the services, independent of the broker.</summary>
    public StubEventLog EventLog { get; } = new("user-service");

    public int TokensIssued { get; private set; }

    public static async Task<StubUsers> StartAsync(TestTokens tokens)
    {
        var users = new StubUsers(tokens);
        await users.app.StartAsync();
        return users;
    }

    public Guid Add(
        string email, string name = "Ada", string? locale = null, bool verified = true, string? pendingEmail = null, bool disabled = false,
        bool guest = false)
    {
        var id = Guid.CreateVersion7();
        accounts[id] = new()
        {
            ["id"] = $"{id}", ["guest"] = guest, ["email"] = email, ["emailVerified"] = verified,
            ["pendingEmail"] = pendingEmail, ["name"] = name, ["locale"] = locale,
            ["roles"] = new JsonArray("customer"), ["disabledAt"] = disabled
                ? "2026-01-01T00:00:00Z"
                : null, ["createdAt"] = "2026-01-01T00:00:00Z",
        };
        return id;
    }

    /// <summary>Adds an order with its address.</summary>
    public void AddOrder(Guid id, string name, string street, string city, string postalCode, string country) => orders[id] = new()
    {
        ["id"] = $"{id}",
        ["shippingAddress"] = new JsonObject
        {
            ["name"] = name, ["street"] = street, ["city"] = city, ["postalCode"] = postalCode, ["country"] = country,
        },
    };

    /// <summary>The key of the link to an order.</summary>
    public static string KeyOf(Guid order) => $"key-{order:n}";

    public void Verify(Guid user) => accounts[user]["emailVerified"] = true;

    public void Remove(Guid user) => accounts.TryRemove(user, out _);

    /// <summary>Makes issued tokens invalid.</summary>
    public void ForgetTokens() => Interlocked.Increment(ref version);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        authority.Dispose();
    }

    private async Task<IResult> ForwardAsync(string path) => Results.Content(await authority.GetStringAsync(path), "application/json");

    private async Task<IResult> IssueAsync(HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!;
        if (IsAway || (string?)body["service"] != "notification-service" || (string?)body["secret"] != Secret)
            return Results.StatusCode(IsAway ? 503 : 401);
        TokensIssued++;
        return Results.Content($$"""{"accessToken":"token-{{version}}","tokenType":"Bearer","expiresIn":300}""", "application/json");
    }

    // All services share this log, but no event is handled twice.
    private IResult ReadLog(HttpRequest request)
        => request.Headers.Authorization != $"Bearer token-{version}" ? Results.StatusCode(401)
            : Results.Content(EventLog.Answer(request.Query), "application/json");

    private IResult Find(Guid id, HttpRequest request)
        => IsAway ? Results.StatusCode(503)
            : request.Headers.Authorization != $"Bearer token-{version}" ? Results.StatusCode(401)
            : accounts.TryGetValue(id, out var account) ? Results.Content(account.ToJsonString(), "application/json")
            : Results.StatusCode(404);

    private IResult FindKey(Guid id, HttpRequest request)
        => AreOrdersAway ? Results.StatusCode(503)
            : request.Headers.Authorization != $"Bearer token-{version}" ? Results.StatusCode(401)
            : Results.Content($$"""{"key":"{{KeyOf(id)}}"}""", "application/json");

    private IResult FindOrder(Guid id, HttpRequest request)
        => AreOrdersAway ? Results.StatusCode(503)
            : request.Headers.Authorization != $"Bearer token-{version}" ? Results.StatusCode(401)
            : orders.TryGetValue(id, out var order) ? Results.Content(order.ToJsonString(), "application/json")
            : Results.StatusCode(404);
}
