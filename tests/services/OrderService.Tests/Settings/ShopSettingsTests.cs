using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests.Settings;

/// <summary>What the shop says about itself: everybody reads it, its owner writes it.</summary>
public sealed class ShopSettingsTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private const string Path = "/settings/shop";

    private Shopper Owner => shop.Shopper(null, "settings:write");

    [Fact]
    public async Task Shop_is_read_by_everybody_and_written_by_its_owner_alone()
    {
        var saved = await SaveAsync(JsonNode.Parse("""
            { "name": "Ada's Tents", "company": "Ada & Sons", "address": [ "2 Real Road", "53111 Bonn" ], "email": "ada@tents.example",
              "vatId": "DE123456789", "carriers": { "DHL": "https://dhl.example/?id={number}" }, "returnDays": 14,
              "timeZone": "Europe/Berlin", "texts": { "de": { "tagline": "Zelte.", "privacy": "## Daten\n<script>alert(1)</script>" } } }
            """)!);

        Assert.Equal($"\"{saved.Body!["version"]}\"", saved.ETag);
        using var anonymous = await shop.Replica.Client.GetAsync(Path);
        Assert.Equal(200, (int)anonymous.StatusCode);
        var read = JsonNode.Parse(await anonymous.Content.ReadAsStringAsync())!["settings"]!;
        Assert.Equal(
            ("Ada's Tents", "53111 Bonn", "Zelte.", 14),
            ((string)read["name"]!, (string)read["address"]![1]!, (string)read["texts"]!["de"]!["tagline"]!, (int)read["returnDays"]!));
        Assert.Equal(401, (int)(await shop.Replica.Client.PutAsync(Path, null)).StatusCode);
        Assert.Equal(403, (await shop.Shopper(null, "orders:write").PutAsync(Path, read, "*")).Status);
        Assert.Equal(403, (await shop.Shopper().GetAsync($"{Path}/history")).Status);
        await Eventually.Async(
            async () => (string?)JsonNode.Parse(await shop.OtherReplica.Client.GetStringAsync(Path))!["settings"]!["name"] == "Ada's Tents",
            "the other replica knows the shop");
    }

    [Fact]
    public async Task Orders_can_be_sent_back_for_as_many_days_as_the_owner_says()
    {
        var buyer = shop.Shopper();
        var order = await buyer.ReceiveAsync(shop, Shopper.Checkout(("TENT", 1)));

        await SaveAsync(new JsonObject { ["returnDays"] = 30 });
        Assert.Equal(30, await DaysAsync());
        await SaveAsync(new JsonObject { ["returnDays"] = 60 });
        Assert.Equal(60, await DaysAsync());
        await SaveAsync(new JsonObject { ["returnDays"] = 0 });
        var refused = await buyer.PostAsync($"/orders/{order}/returns", Return(), Shopper.NewKey());
        Assert.Equal(409, refused.Status);
        await SaveAsync(new JsonObject { ["returnDays"] = 30 });
        Assert.Equal(201, (await buyer.PostAsync($"/orders/{order}/returns", Return(), Shopper.NewKey())).Status);

        async Task<double> DaysAsync()
        {
            var body = (await buyer.GetAsync($"/orders/{order}")).Body!;
            return ((DateTimeOffset)body["returnableUntil"]! - (DateTimeOffset)body["deliveredAt"]!).TotalDays;
        }

        static JsonNode Return()
            => JsonNode.Parse("""{ "lines": [ { "sku": "TENT", "quantity": 1 } ], "reason": "Too small." }""")!;
    }

    [Theory]
    [InlineData("""{ }""", "returnDays")]
    [InlineData("""{ "returnDays": -1 }""", "returnDays")]
    [InlineData("""{ "returnDays": 30, "name": " " }""", "name")]
    [InlineData("""{ "returnDays": 30, "name": "a\nb" }""", "name")]
    [InlineData("""{ "returnDays": 30, "address": [] }""", "address")]
    [InlineData("""{ "returnDays": 30, "address": [ "" ] }""", "address[0]")]
    [InlineData("""{ "returnDays": 30, "email": "nobody" }""", "email")]
    [InlineData("""{ "returnDays": 30, "email": "Ada <ada@tents.example>" }""", "email")]
    [InlineData("""{ "returnDays": 30, "timeZone": "Bonn" }""", "timeZone")]
    [InlineData("""{ "returnDays": 30, "carriers": { "DHL": "http://dhl.example/{number}" } }""", "carriers.DHL")]
    [InlineData("""{ "returnDays": 30, "carriers": { "DHL": "https://dhl.example/" } }""", "carriers.DHL")]
    [InlineData("""{ "returnDays": 30, "carriers": { "DHL": "javascript:alert({number})" } }""", "carriers.DHL")]
    [InlineData("""{ "returnDays": 30, "carriers": { "DHL": null } }""", "carriers.DHL")]
    [InlineData("""{ "returnDays": 30, "texts": { "fr": {} } }""", "texts.fr")]
    [InlineData("""{ "returnDays": 30, "texts": { "de": null } }""", "texts.de")]
    [InlineData("""{ "returnDays": 30, "texts": { "de": { "terms": "a\u0007b" } } }""", "texts.de.terms")]
    [InlineData("""{ "returnDays": 30, "colour": "red" }""", "colour")]
    public async Task Invalid_shop_returns_400_with_the_field_and_changes_nothing(string body, string field)
    {
        var before = await Owner.GetAsync(Path);

        var answer = await Owner.PutAsync(Path, JsonNode.Parse(body), before.ETag);

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(before.Text, (await Owner.GetAsync(Path)).Text);
    }

    private async Task<Answer> SaveAsync(JsonNode settings)
    {
        var saved = await Owner.PutAsync(Path, settings, (await Owner.GetAsync(Path)).ETag);
        Assert.True(saved.Status == 200, $"{saved.Status}: {saved.Text}");
        return saved;
    }
}
