using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.NotificationService.Tests.Servers;
using Ecommerce.Testing;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class WebhookTests(NotificationShop shop) : IAsyncLifetime
{
    private readonly List<string> endpoints = [];
    private Person owner = null!;

    public ValueTask InitializeAsync()
    {
        owner = Person.New(shop);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in endpoints)
            await owner.CallAsync(HttpMethod.Delete, $"webhooks/{id}", null, "orders:write");
    }

    [Fact]
    public async Task Event_is_delivered_with_signature_and_secret_is_returned_once()
    {
        var (id, path, secret) = await AddAsync("order-confirmed.v1");
        var (order, ada) = (Guid.CreateVersion7(), Person.New(shop));
        var eventId = await ada.ConfirmAsync(order);
        await ada.PlaceAsync(order);

        var call = Assert.Single(await CallsAsync(path));
        var body = JsonNode.Parse(call.Body)!;
        Assert.Equal(($"{eventId}", "order-confirmed.v1", $"{order}"),
            ((string?)body["id"], (string?)body["type"], (string?)body["data"]!["orderId"]));
        Assert.Equal($"{eventId}", call.Headers["Webhook-Id"]);
        Assert.Equal([Mac(secret, call)], Signatures(call));
        Assert.Null((string?)(await owner.CallAsync(HttpMethod.Get, $"webhooks/{id}", null, "orders:write")).Body!["secret"]);
        Assert.DoesNotContain(secret, shop.Process.Output, StringComparison.Ordinal);
        Assert.Empty(await shop.QueryAsync<Guid>($"SELECT id FROM webhook_endpoints WHERE position('{secret}'::bytea IN secret) > 0"));
    }

    [Fact]
    public async Task Delivery_that_cannot_be_sent_is_counted_and_holds_up_no_other()
    {
        var (spoiled, _, _) = await AddAsync("order-confirmed.v1");
        var (_, path, _) = await AddAsync("order-confirmed.v1");
        await shop.QueryAsync<string>($"UPDATE webhook_endpoints SET url = 'no address' WHERE id = '{spoiled}' RETURNING url");

        await Person.New(shop).ConfirmAsync(Guid.CreateVersion7());

        await CallsAsync(path);
        await shop.CountsAsync("WebhookDeliveryWorker");
        Assert.Equal(
            ["not-sendable"],
            await shop.QueryAsync<string>($"SELECT reason FROM webhook_deliveries WHERE endpoint_id = '{spoiled}' AND status = 'Pending'"));
    }

    [Fact]
    public async Task Repeated_event_is_delivered_once()
    {
        var (id, path, _) = await AddAsync("order-confirmed.v1");
        var (order, ada, eventId) = (Guid.CreateVersion7(), Person.New(shop), Guid.CreateVersion7());
        await ada.ConfirmAsync(order, eventId);
        await CallsAsync(path);
        await shop.QueryAsync<int>($"DELETE FROM inbox WHERE event_id = '{eventId}'");
        await shop.HandledAsync(await ada.ConfirmAsync(order, eventId));

        await DeliveriesAsync(id, "Delivered 200");
        Assert.Single(shop.Web.At(path));
    }

    [Fact]
    public async Task Rotated_secret_signs_with_previous_secret_too()
    {
        var (id, path, old) = await AddAsync("order-confirmed.v1");
        var fresh = (string)(await owner.CallAsync(HttpMethod.Post, $"webhooks/{id}/secret", null, "orders:write")).Body!["secret"]!;
        await owner.CallAsync(HttpMethod.Post, $"webhooks/{id}/ping", null, "orders:write");

        var call = Assert.Single(await CallsAsync(path));
        Assert.NotEqual(old, fresh);
        Assert.Equal([Mac(fresh, call), Mac(old, call)], Signatures(call));
        Assert.Equal("ping.v1", call.Headers["Webhook-Event"]);
    }

    [Fact]
    public async Task Failed_delivery_is_retried_until_it_succeeds()
    {
        var (id, path, _) = await AddAsync("order-confirmed.v1");
        Answer(path, calls => calls < 3 ? 500 : 204);
        await Person.New(shop).ConfirmAsync(Guid.CreateVersion7());

        var calls = await CallsAsync(path, 3);
        await DeliveriesAsync(id, "Delivered 204");
        Assert.Equal(["1", "2", "3"], calls.Select(call => call.Headers["Webhook-Attempt"]));
        Assert.Single(calls.Select(call => call.Body).Distinct());
    }

    [Fact]
    public async Task Circuit_of_failing_endpoint_opens_probes_and_closes()
    {
        var (id, path, _) = await AddAsync("order-confirmed.v1");
        var works = false;
        Answer(path, _ => works ? 200 : 503);
        for (var count = 0; count < 4; count++)
            await Person.New(shop).ConfirmAsync(Guid.CreateVersion7());

        await Eventually.Async(async () => (string?)(await GetAsync(id))["circuit"] == "Open", "the circuit opens");
        Assert.True((int)(await GetAsync(id))["failures"]! >= 3);
        works = true;
        await Eventually.Async(async () => (await GetAsync(id)) is var endpoint && (string?)endpoint["circuit"] == "Closed"
            && (int)endpoint["failures"]! == 0, "it closes");
        await Eventually.Async(
            async () => (await StatusesAsync(id)).All(status => status == "Delivered 200"), "all is delivered in the end");
    }

    [Fact]
    public async Task Endpoint_failing_too_long_is_disabled_and_can_be_enabled()
    {
        var (id, path, _) = await AddAsync("order-confirmed.v1");
        Answer(path, _ => 500);
        await Person.New(shop).ConfirmAsync(Guid.CreateVersion7());
        await CallsAsync(path);
        await Eventually.Async(async () => (int)(await GetAsync(id))["failures"]! > 0, "the failure is counted");
        await shop.QueryAsync<int>($"UPDATE webhook_endpoints SET failing_since = now() - interval '6 days' WHERE id = '{id}'");

        await Eventually.Async(async () => (string?)(await GetAsync(id))["disabledReason"] == "failing-for-too-long", "it is switched off");
        Answer(path, _ => 200);
        await owner.CallAsync(HttpMethod.Post, $"webhooks/{id}/enable", null, "orders:write");
        await DeliveriesAsync(id, "Delivered 200");
    }

    [Fact]
    public async Task Settled_delivery_can_be_redelivered()
    {
        var (id, path, _) = await AddAsync("order-confirmed.v1");
        await Person.New(shop).ConfirmAsync(Guid.CreateVersion7());
        await DeliveriesAsync(id, "Delivered 200");
        var (_, log) = await owner.CallAsync(HttpMethod.Get, $"webhooks/{id}/deliveries?status=Delivered", null, "orders:write");

        Assert.Equal(HttpStatusCode.Accepted, (await owner.CallAsync(
            HttpMethod.Post, $"webhooks/{id}/deliveries/{log!["items"]![0]!["id"]}/redeliver", null, "orders:write")).Status);
        Assert.Single((await CallsAsync(path, 2)).Select(call => call.Headers["Webhook-Id"]).Distinct());
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        var (_, path, _) = await AddAsync("order-confirmed.v1");
        Answer(path, calls => calls == 1 ? 302 : 200);
        await Person.New(shop).ConfirmAsync(Guid.CreateVersion7());

        await CallsAsync(path, 2);
        Assert.Empty(shop.Web.At("/elsewhere"));
    }

    [Theory]
    [InlineData("ftp://shop.example/", "url")]
    [InlineData("http://shop.example/hook", "url")]
    [InlineData("https://user:password@shop.example/", "url")]
    [InlineData("nonsense", "url")]
    [InlineData("https://shop.example/\r\nX:y", "url")]
    [InlineData("https://shop.example/a b", "url")]
    [InlineData("https://shop.example/\u0085", "url")]
    [InlineData("https://10.0.0.1./", "url")]
    [InlineData("https://10.0.0.1\u3002/", "url")]
    [InlineData("https://0x0a.1./", "url")]
    [InlineData("https://shop.example/", "events[0]", "payment-requested.v1")]
    [InlineData("https://shop.example/", "events")]
    public async Task Invalid_endpoint_returns_400_that_names_the_field(string url, string field, params string[] events)
    {
        var wanted = events.Length > 0 ? events : field == "events" ? [] : ["order-placed.v1"];
        var (status, problem) = await owner.CallAsync(HttpMethod.Post, "webhooks", new { url, events = wanted }, "orders:write");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([field], problem!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Only_loopback_is_called_besides_public_addresses_where_that_is_allowed()
    {
        foreach (var url in new[]
        {
            "https://10.1.2.3/", "https://169.254.169.254/latest/meta-data", "https://[fd00::1]/", "https://[::ffff:192.168.1.1]/",
            "http://10.1.2.3/",
        })
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await owner.CallAsync(HttpMethod.Post, "webhooks", new { url, events = new[] { "order-placed.v1" } }, "orders:write"))
                .Status);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Private_address_is_never_called(string environment)
    {
        var settings = shop.SettingsAside(await shop.CreateDatabaseAsync(), shop.Mail);
        settings["ASPNETCORE_ENVIRONMENT"] = environment;
        settings.Remove("Webhooks__AllowLoopback");
        await using var process = await NotificationShop.StartAsync(settings);
        var other = new Caller(process.Client, shop.Tokens.Issue(owner.Id, "orders:write"));

        foreach (var url in new[]
        {
            "https://127.0.0.1/", "https://localhost/", "https://10.1.2.3/", "https://169.254.169.254/latest/meta-data", "https://[::1]/",
            "https://[fd00::1]/",
            "https://[::ffff:192.168.1.1]/", "https://2130706433/", shop.Web.Address.ToString(),
        })
            Assert.Equal(
                HttpStatusCode.BadRequest, (await other.PostAsync("webhooks", new { url, events = new[] { "order-placed.v1" } })).Status);

        // A name is resolved at delivery; this one resolves to the machine itself.
        var (status, endpoint) = await other.PostAsync(
            "webhooks", new { url = $"https://{Dns.GetHostName()}/", events = new[] { "order-placed.v1" } });
        Assert.Equal(HttpStatusCode.Created, status);
        await other.PostAsync($"webhooks/{endpoint!["id"]}/ping", new { });
        await Eventually.Async(
            async () => (string?)(await other.GetAsync(
                $"webhooks/{endpoint["id"]}/deliveries"))["items"]![0]!["reason"] == "address-forbidden", "the address is refused");
    }

    private void Answer(string path, Func<int, int> status)
    {
        var before = shop.Web.Answer;
        shop.Web.Answer = call => call.Path == path ? status(shop.Web.At(path).Count) : before(call);
    }

    private async Task<(string Id, string Path, string Secret)> AddAsync(params string[] events)
    {
        var path = $"/hook/{Guid.CreateVersion7():n}";
        var (status, endpoint) = await owner.CallAsync(
            HttpMethod.Post, "webhooks", new { url = new Uri(shop.Web.Address, path).ToString(), events, description = "books" },
            "orders:write");
        Assert.Equal(HttpStatusCode.Created, status);
        endpoints.Add((string)endpoint!["id"]!);
        return (endpoints[^1], path, (string)endpoint["secret"]!);
    }

    private async Task<JsonNode> GetAsync(string id)
        => (await owner.CallAsync(HttpMethod.Get, $"webhooks/{id}", null, "orders:write")).Body!;

    private async Task<string[]> StatusesAsync(string id)
    {
        var (_, log) = await owner.CallAsync(HttpMethod.Get, $"webhooks/{id}/deliveries", null, "orders:write");
        return [.. log!["items"]!.AsArray().Select(delivery => $"{delivery!["status"]} {delivery["answered"]}")];
    }

    private Task<string> DeliveriesAsync(string id, string statuses)
        => Eventually.Async(async () => string.Join(", ", await StatusesAsync(id)), seen => seen == statuses, $"deliveries are {statuses}");

    private async Task<IReadOnlyList<ReceivedCall>> CallsAsync(string path, int count = 1)
    {
        await Eventually.Async(() => shop.Web.At(path).Count >= count, $"{count} calls of {path}");
        return shop.Web.At(path);
    }

    private static string[] Signatures(ReceivedCall call)
        => [.. call.Headers["Webhook-Signature"].Split(',').Where(
            part => part.StartsWith("v1=", StringComparison.Ordinal)).Select(part => part[3..])];

    private static string Mac(string secret, ReceivedCall call)
    {
        var timestamp = call.Headers["Webhook-Signature"].Split(',')[0][2..];
        return Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{call.Body}")))
            .ToLowerInvariant();
    }
}
