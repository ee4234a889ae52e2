using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.NotificationService.Tests;

/// <summary>A user with an account, and the events of other services about the user.</summary>
public sealed class Person(NotificationShop shop, Guid id, string email)
{
    public Guid Id => id;

    public string Email => email;

    public static Person New(
        NotificationShop shop, string prefix = "ada", string name = "Ada", string? locale = null, bool verified = true,
        bool disabled = false)
    {
        var email = $"{prefix}-{Guid.CreateVersion7():n}@mail.example";
        return new(shop, shop.Users.Add(email, name, locale, verified, disabled: disabled), email);
    }

    public static JsonObject Money(decimal amount) => new() { ["amount"] = amount, ["currency"] = "EUR" };

    public Task<Guid> RegisterAsync(Guid? eventId = null)
        => shop.PublishAsync(
            "users.v1", "user-registered", id, new() { ["userId"] = $"{id}", ["registeredAt"] = "2026-01-01T00:00:00Z" }, eventId);

    public Task<Guid> PublishAsync(string type, JsonObject? more = null, Guid? eventId = null)
    {
        var data = more ?? [];
        data["userId"] = $"{id}";
        return shop.PublishAsync("users.v1", type, id, data, eventId);
    }

    public Task<Guid> OrderAsync(string type, Guid order, JsonObject more, Guid? eventId = null)
    {
        (more["orderId"], more["userId"]) = ($"{order}", $"{id}");
        return shop.PublishAsync("orders.v1", $"order-{type}", order, more, eventId);
    }

    public Task<Guid> PlaceAsync(Guid order, string at = "2026-01-01T00:00:00Z") => OrderAsync("placed", order, new()
    {
        ["cartId"] = "", ["lines"] = Lines(), ["total"] = Money(1379.4m), ["placedAt"] = at,
    });

    public Task<Guid> ConfirmAsync(Guid order, Guid? eventId = null, decimal total = 1379.4m, JsonObject? costs = null)
        => OrderAsync("confirmed", order, new()
        {
            ["lines"] = Lines(), ["total"] = Money(total), ["confirmedAt"] = "2026-01-01T00:00:00Z", ["costs"] = costs,
        }, eventId);

    public Task<Guid> DeliverAsync(Guid order, Guid? eventId = null) => OrderAsync("delivered", order, new()
    {
        ["lines"] = Lines(), ["deliveredAt"] = $"{TimeProvider.System.GetUtcNow():O}",
    }, eventId);

    /// <param name="type"><c>approved</c> or <c>rejected</c>.</param>
    /// <param name="order">What was bought.</param>
    /// <param name="returned">The return.</param>
    /// <param name="more">What the event has beside its ids and lines.</param>
    public Task<Guid> ReturnAsync(string type, Guid order, Guid returned, JsonObject more)
    {
        (more["orderId"], more["returnId"], more["userId"], more["lines"]) = ($"{order}", $"{returned}", $"{id}", Lines());
        return shop.PublishAsync("orders.v1", $"return-{type}", order, more);
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> CallAsync(
        HttpMethod method, string path, object? body = null, params string[] permissions)
    {
        using var request = new HttpRequestMessage(method, $"/notifications/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.Tokens.Issue(id, permissions));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await shop.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : text.Length > 0 ? JsonValue.Create(text) : null);
    }

    private static JsonArray Lines() =>
    [
        new JsonObject
        {
            ["sku"] = "TENT-2", ["productId"] = $"{Guid.CreateVersion7()}", ["name"] = "Tent <Fjord>", ["quantity"] = 1,
            ["unitPrice"] = Money(1199.5m),
            ["options"] = new JsonObject { ["size"] = "2 persons" },
        },
        new JsonObject { ["sku"] = "BAG", ["productId"] = $"{Guid.CreateVersion7()}", ["name"] = "Sleeping bag", ["quantity"] = 2,
            ["unitPrice"] = Money(89.95m) },
    ];
}
