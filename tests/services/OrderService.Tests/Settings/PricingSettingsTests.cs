using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests.Settings;

/// <summary>Shipping and taxes as the shop's owner sets them, on two replicas. What an order costs is reckoned by hand.</summary>
public sealed class PricingSettingsTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private const string Shipping = "/settings/shipping";
    private const string Taxes = "/settings/taxes";

    private Shopper Owner => shop.Shopper(null, "settings:write");

    [Fact]
    public async Task Changed_rate_counts_here_at_once_and_on_the_other_replica_within_seconds()
    {
        await SaveAsync(Owner, Shipping, Express(11.50m));
        Assert.Equal(11.50m, (await shop.Shopper().QuoteAsync(ExpressToGermany())).Amount("shipping"));
        await Eventually.Async(
            async () => (await shop.Shopper(shop.OtherReplica).QuoteAsync(ExpressToGermany())).Amount("shipping") == 11.50m,
            "the other replica knows the rate");

        await SaveAsync(shop.Shopper(shop.OtherReplica, "settings:write"), Shipping, Express(12.50m));
        Assert.Equal(12.50m, (await shop.Shopper(shop.OtherReplica).QuoteAsync(ExpressToGermany())).Amount("shipping"));
        await Eventually.Async(
            async () => (await shop.Shopper().QuoteAsync(ExpressToGermany())).Amount("shipping") == 12.50m, "this one, too");
    }

    [Fact]
    public async Task Settings_that_nobody_has_changed_are_those_of_the_configuration()
    {
        await using var other = new OrderShop();
        await other.InitializeAsync();
        var owner = other.Shopper(null, "settings:write");

        var (shipping, taxes) = (await owner.GetAsync(Shipping), await owner.GetAsync(Taxes));

        Assert.Equal((200, "\"0\""), (shipping.Status, shipping.ETag));
        Assert.Equal(["express", "pick-up", "standard"], Keys(Of(shipping)["methods"]!));
        var express = Of(shipping)["methods"]!["express"]!;
        Assert.Equal(
            (1, 2, "Per Kurier."),
            ((int)express["minDays"]!, (int)express["maxDays"]!, (string?)express["translations"]!["de"]!["description"]));
        var rate = express["rates"]!["DE"]!["EUR"]!;
        Assert.Equal((14.90m, 100m), ((decimal)rate["price"]!, (decimal)rate["freeFrom"]!));
        Assert.Equal(4.90m, (decimal)Of(shipping)["methods"]!["standard"]!["rates"]!["DE"]!["EUR"]!["price"]!);
        Assert.Equal((false, true), ((bool)Of(taxes)["taxIncluded"]!, (bool)Of(taxes)["taxShipping"]!));
        Assert.Equal(
            (0.19m, 0.07m),
            ((decimal)Of(taxes)["taxes"]!["DE"]!["rate"]!, (decimal)Of(taxes)["taxes"]!["DE"]!["categories"]!["Books"]!));

        // Saved as it is, it changes nothing but the version.
        var saved = await owner.PutAsync(Shipping, Of(shipping), "\"0\"");
        Assert.Equal((200, "\"1\""), (saved.Status, saved.ETag));
        Assert.True(JsonNode.DeepEquals(Of(shipping), Of(await owner.GetAsync(Shipping))));
        Assert.Equal(14.90m, (await other.Shopper().QuoteAsync(ExpressToGermany())).Amount("shipping"));
    }

    [Fact]
    public async Task Checkout_at_the_old_price_is_refused_with_the_new_quote_and_a_lower_one_is_taken()
    {
        await SaveAsync(Owner, Shipping, Express(10m));
        await SaveAsync(Owner, Taxes, Tax(false, false));
        var shopper = shop.Shopper();
        var body = ExpressToGermany();
        body["expectedTotal"] = Shopper.Euros((await shopper.QuoteAsync(body)).Amount("total"));

        await SaveAsync(Owner, Shipping, Express(10.01m));
        var refused = await shopper.PostAsync("/orders", body, Shopper.NewKey());
        Assert.Equal((409, "urn:ecommerce:problem:price-changed"), (refused.Status, refused.Type));
        Assert.Equal(19.99m + 10.01m, (decimal)refused.Body!["quote"]!["total"]!["amount"]!);

        await SaveAsync(Owner, Shipping, Express(9m));
        var taken = await shopper.PostAsync("/orders", body, Shopper.NewKey());
        Assert.Equal((202, 28.99m), (taken.Status, taken.Amount("total")));
    }

    [Fact]
    public async Task Included_tax_is_part_of_the_price_and_shipping_is_taxed_where_the_owner_says_so()
    {
        await SaveAsync(Owner, Shipping, Express(10m));
        await SaveAsync(Owner, Taxes, Tax(taxIncluded: false, taxShipping: true, rate: 0.2m));
        // 20 % of 19.99 and of 10.00.
        Assert.Equal((6.00m, 35.99m), await TaxAndTotalAsync("tax"));

        await SaveAsync(Owner, Taxes, Tax(taxIncluded: false, taxShipping: false, rate: 0.2m));
        Assert.Equal((4.00m, 33.99m), await TaxAndTotalAsync("tax"));

        await SaveAsync(Owner, Taxes, Tax(taxIncluded: true, taxShipping: false, rate: 0.2m));
        // 19.99 - 19.99 / 1.2
        Assert.Equal((3.33m, 29.99m), await TaxAndTotalAsync("taxIncluded"));

        async Task<(decimal, decimal)> TaxAndTotalAsync(string member)
        {
            var quote = await shop.Shopper().QuoteAsync(ExpressToGermany());
            return (quote.Amount(member), quote.Amount("total"));
        }
    }

    [Fact]
    public async Task Removed_method_is_offered_no_more_and_a_new_one_is()
    {
        var settings = Express(10m);
        settings["methods"]!.AsObject().Remove("express");
        settings["methods"]!["drone"] = Method("Drone", 3m);
        await SaveAsync(Owner, Shipping, settings);

        var gone = await shop.Shopper().QuoteAsync(ExpressToGermany());
        Assert.Equal(400, gone.Status);
        Assert.Contains("\"shippingMethod\"", gone.Errors, StringComparison.Ordinal);
        var offered = (await shop.Shopper().GetAsync("/orders/shipping-methods")).Body!["items"]!.AsArray();
        Assert.Equal(["standard", "drone"], offered.Select(method => (string)method!["id"]!));
    }

    [Fact]
    public async Task Of_concurrent_changes_of_one_version_one_is_made()
    {
        var before = await Owner.GetAsync(Shipping);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => shop
            .Shopper(i % 2 == 0 ? shop.Replica : shop.OtherReplica, "settings:write").PutAsync(Shipping, Express(20 + i), before.ETag)));

        var saved = Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(
            answers.Except([saved]), answer => Assert.Equal((412, "urn:ecommerce:problem:stale-version"), (answer.Status, answer.Type)));
        Assert.True(JsonNode.DeepEquals(Of(saved), Of(await Owner.GetAsync(Shipping))));
        Assert.Equal(Version(before) + 1, Version(saved));
    }

    [Theory]
    [InlineData(null, 428, "precondition-required")]
    [InlineData("\"999\"", 412, "stale-version")]
    [InlineData("W/\"0\"", 412, "stale-version")]
    [InlineData("nonsense", 412, "stale-version")]
    public async Task Change_without_the_current_version_is_refused(string? version, int status, string problem)
    {
        var before = await Owner.GetAsync(Taxes);

        var answer = await Owner.PutAsync(Taxes, Tax(true, true), version);

        Assert.Equal((status, $"urn:ecommerce:problem:{problem}"), (answer.Status, answer.Type));
        Assert.Equal(before.Text, (await Owner.GetAsync(Taxes)).Text);
    }

    [Fact]
    public async Task History_says_who_changed_what_newest_first()
    {
        await SaveAsync(Owner, Shipping, Express(1m));
        var owner = Owner;
        await SaveAsync(owner, Shipping, Express(2m));
        await SaveAsync(Owner, Shipping, Express(3m));

        var first = (await Owner.GetAsync($"{Shipping}/history?limit=1")).Body!;
        var second = (await Owner.GetAsync($"{Shipping}/history?limit=1&after={first["next"]}")).Body!["items"]!.AsArray();

        var change = Assert.Single(second)!;
        Assert.Equal(owner.User, (Guid)change["actorId"]!);
        Assert.Equal((1m, 2m), (Rate(change["before"]!), Rate(change["after"]!)));
        Assert.Equal(3m, Rate(first["items"]![0]!["after"]!));
        Assert.Equal(400, (await Owner.GetAsync($"{Shipping}/history?after=x")).Status);
        Assert.Equal(404, (await Owner.GetAsync("/settings/nonsense/history")).Status);

        static decimal Rate(JsonNode settings) => (decimal)settings["methods"]!["express"]!["rates"]!["DE"]!["EUR"]!["price"]!;
    }

    [Fact]
    public async Task Preview_shows_each_method_under_settings_that_are_not_saved()
    {
        await SaveAsync(Owner, Shipping, Express(10m));
        await SaveAsync(Owner, Taxes, Tax(false, true, rate: 0.5m));
        var saved = await Owner.GetAsync(Shipping);

        var preview = await Owner.PostAsync("/settings/preview", new JsonObject
        {
            ["shipping"] = Express(7m), ["country"] = "de", ["goods"] = Shopper.Euros(40),
        }, null);

        Assert.Equal(200, preview.Status);
        var methods = preview.Body!["methods"]!.AsArray();
        Assert.Equal(["standard", "express"], methods.Select(method => (string)method!["id"]!));
        // 40 + 7 and half of that.
        Assert.Equal((23.50m, 70.50m), ((decimal)methods[1]!["tax"]!["amount"]!, (decimal)methods[1]!["total"]!["amount"]!));
        Assert.Equal(saved.Text, (await Owner.GetAsync(Shipping)).Text);
        var wrong = await Owner.PostAsync("/settings/preview", new JsonObject { ["country"] = "XX", ["goods"] = Shopper.Euros(-1) }, null);
        Assert.Equal(400, wrong.Status);
        Assert.Contains("\"country\"", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("\"goods.amount\"", wrong.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "methods": {} }""", "methods")]
    [InlineData("""{ }""", "methods")]
    [InlineData("""{ "methods": { "standard": null } }""", "methods.standard")]
    [InlineData("""{ "methods": { "standard": { "name": "S" } } }""", "methods.standard.needsAddress")]
    [InlineData("""{ "methods": { "standard": { "needsAddress": true, "rates": { "DE": null } } } }""", "methods.standard.rates.DE")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "rates": { "DE": { "EUR": null } } } } }""", "methods.standard.rates.DE.EUR")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "rates": { "DE": { "EUR": {} } } } } }""",
        "methods.standard.rates.DE.EUR.price")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "rates": { "DE": { "EUR": { "price": -1 } } } } } }""",
        "methods.standard.rates.DE.EUR.price")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "rates": { "DE": { "JPY": { "price": 1.5 } } } } } }""",
        "methods.standard.rates.DE.JPY.price")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "rates": { "DE": { "EUX": { "price": 1 } } } } } }""",
        "methods.standard.rates.DE.EUX")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "rates": { "Germany": { "EUR": { "price": 1 } } } } } }""",
        "methods.standard.rates.Germany")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "rates": { "DE": { "EUR": { "price": 1000000000001 } } } } } }""",
        "methods.standard.rates.DE.EUR.price")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true }, "x": { "name": " ", "needsAddress": true } } }""", "methods.x.name")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true }, "x": { "name": "a\nb", "needsAddress": true } } }""", "methods.x.name")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true }, "By Air": { "name": "x", "needsAddress": true } } }""", "methods.By Air")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "minDays": 3, "maxDays": 2 } } }""", "methods.standard.maxDays")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "translations": { "de": { "name": "x" }, "DE": { "name": "y" } } } } }""",
        "methods.standard.translations.de")]
    [InlineData(
        """{ "methods": { "standard": { "needsAddress": true, "translations": { "german": { "name": "x" } } } } }""",
        "methods.standard.translations.german")]
    [InlineData("""{ "methods": { "standard": { "needsAddress": true, "colour": "red" } } }""", "methods.standard.colour")]
    // Whoever collects says for which country, and would choose the tax.
    [InlineData("""{ "methods": { "standard": { "needsAddress": false } } }""", "methods.standard.needsAddress")]
    [InlineData(
        """
        { "methods": { "standard": { "needsAddress": true },
            "x": { "name": "x", "needsAddress": false, "rates": { "Default": { "EUR": { "price": 0 } } } } } }
        """,
        "methods.x.rates.Default")]
    public async Task Invalid_shipping_returns_400_with_the_field_and_changes_nothing(string body, string field)
        => await RefusesAsync(Shipping, body, field);

    [Theory]
    [InlineData("""{ "taxShipping": true, "taxes": {} }""", "taxIncluded")]
    [InlineData("""{ "taxIncluded": true, "taxShipping": true, "taxes": { "DE": null } }""", "taxes.DE")]
    [InlineData("""{ "taxIncluded": true, "taxShipping": true, "taxes": { "DE": { "rate": 19 } } }""", "taxes.DE.rate")]
    [InlineData("""{ "taxIncluded": true, "taxShipping": true, "taxes": { "de": { "rate": 0.1 } } }""", "taxes.de")]
    [InlineData(
        """{ "taxIncluded": true, "taxShipping": true, "taxes": { "DE": { "rate": 0.1, "categories": { "books": -0.1 } } } }""",
        "taxes.DE.categories.books")]
    [InlineData(
        """{ "taxIncluded": true, "taxShipping": true, "taxes": { "DE": { "rate": 0.1, "categories": { "b": 0, "B": 0.1 } } } }""",
        "taxes.DE.categories.b")]
    [InlineData(
        """{ "taxIncluded": true, "taxShipping": true, "taxes": { "DE": { "rate": 0.1, "categories": { "books ": 0 } } } }""",
        "taxes.DE.categories.books ")]
    public async Task Invalid_tax_returns_400_with_the_field_and_changes_nothing(string body, string field)
        => await RefusesAsync(Taxes, body, field);

    [Fact]
    public async Task Only_those_who_may_write_settings_read_and_change_them()
    {
        var clerk = shop.Shopper(null, "orders:read", "orders:write", "products:write");
        foreach (var path in (string[])[Shipping, Taxes, $"{Shipping}/history"])
        {
            Assert.Equal(403, (await clerk.GetAsync(path)).Status);
            Assert.Equal(401, (int)(await shop.Replica.Client.GetAsync(path)).StatusCode);
        }

        Assert.Equal(403, (await clerk.PutAsync(Shipping, Express(1m), "*")).Status);
        Assert.Equal(403, (await clerk.PostAsync("/settings/preview", new JsonObject(), null)).Status);
    }

    [Theory]
    [InlineData("/settings/shipping")]
    [InlineData("/settings/taxes")]
    [InlineData("/settings/shop")]
    public async Task Change_requires_a_recent_sign_in(string path)
    {
        var claims = TestTokens.Claims(Owner.User, "settings:write");
        claims["auth_time"] = (long)claims["auth_time"]! - (6 * 60);
        var old = new Shopper(shop.Replica, Owner.User, shop.Tokens.Key.Sign(claims));
        var before = await old.GetAsync(path);

        var refused = await old.PutAsync(path, Of(before), before.ETag);

        Assert.Equal((403, "urn:ecommerce:problem:reauthentication-required"), (refused.Status, refused.Type));
        Assert.Equal(before.ETag, (await old.GetAsync(path)).ETag);
    }

    [Fact]
    public async Task Tax_of_too_many_categories_is_refused()
    {
        var tax = Tax(false, false);
        tax["taxes"]!["DE"]!["categories"] = new JsonObject(
            Enumerable.Range(0, 201).Select(number => KeyValuePair.Create($"category-{number}", (JsonNode?)0.1m)));
        await RefusesAsync(Taxes, tax.ToJsonString(), "taxes.DE.categories");
    }

    private async Task RefusesAsync(string path, string body, string field)
    {
        var before = await Owner.GetAsync(path);

        var answer = await Owner.PutAsync(path, JsonNode.Parse(body), before.ETag);

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(before.Text, (await Owner.GetAsync(path)).Text);
    }

    private static async Task SaveAsync(Shopper owner, string path, JsonObject settings)
    {
        var saved = await owner.PutAsync(path, settings, (await owner.GetAsync(path)).ETag);
        Assert.True(saved.Status == 200, $"{saved.Status}: {saved.Text}");
    }

    private static JsonObject Express(decimal price) => new()
    {
        ["methods"] = new JsonObject
        {
            ["standard"] = new JsonObject { ["name"] = "Standard", ["needsAddress"] = true },
            ["express"] = Method("Express", price),
        },
    };

    private static JsonObject Method(string name, decimal price) => new()
    {
        ["name"] = name, ["needsAddress"] = true,
        ["rates"] = new JsonObject { ["DE"] = new JsonObject { ["EUR"] = new JsonObject { ["price"] = price } } },
    };

    private static JsonObject Tax(bool taxIncluded, bool taxShipping, decimal rate = 0) => new()
    {
        ["taxIncluded"] = taxIncluded, ["taxShipping"] = taxShipping,
        ["taxes"] = new JsonObject { ["DE"] = new JsonObject { ["rate"] = rate } },
    };

    private static JsonObject ExpressToGermany()
    {
        var body = Shopper.Checkout(("TENT", 1));
        body["shippingMethod"] = "express";
        (body["shippingAddress"]!["country"], body["shippingAddress"]!["postalCode"]) = ("DE", "10115");
        return body;
    }

    private static JsonObject Of(Answer answer) => answer.Body!["settings"]!.AsObject();

    private static long Version(Answer answer) => (long)answer.Body!["version"]!;

    private static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);
}
