using System.Text.Json.Nodes;

namespace Ecommerce.OrderService.Tests;

/// <summary>The shipping method of quotes and orders; <see cref="OrderShop"/> has the rates.</summary>
[Collection(OrderShopCollection.Name)]
public sealed class ShippingMethodTests(OrderShop shop)
{
    [Fact]
    public async Task Quote_lists_the_methods_of_the_country_and_prices_the_chosen_one()
    {
        var quote = await shop.Shopper().QuoteAsync(To("DE", "express", ("TENT", 1)));

        Assert.Equal("express", (string?)quote.Body!["shippingMethod"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            [
                { "id": "standard", "name": "Standard", "description": "By post.", "minDays": 2, "maxDays": 5,
                  "needsAddress": true, "price": { "amount": 4.90, "currency": "EUR" },
                  "translations": { "de": { "name": null, "description": "Per Post." } } },
                { "id": "pick-up", "name": "Pick-up", "description": "At our shop.", "minDays": 1, "maxDays": 1,
                  "needsAddress": false, "price": { "amount": 0.00, "currency": "EUR" },
                  "translations": { "de": { "name": "Abholung", "description": "Bei uns." } } },
                { "id": "express", "name": "Express", "description": "By courier.", "minDays": 1, "maxDays": 2, "needsAddress": true,
                  "price": { "amount": 14.90, "currency": "EUR" },
                  "translations": { "de": { "name": null, "description": "Per Kurier." } } }
            ]
            """), quote.Body["shippingMethods"]), quote.Text);
        // 19.99 + 14.90, and 19 % of each.
        Assert.Equal((14.90m, 6.63m, 41.52m), (quote.Amount("shipping"), quote.Amount("tax"), quote.Amount("total")));
    }

    [Fact]
    public async Task Methods_are_listed_without_a_token_and_without_prices()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders/shipping-methods");
        using var response = await shop.Replica.Client.SendAsync(request);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            { "items": [
                { "id": "standard", "name": "Standard", "description": "By post.", "minDays": 2, "maxDays": 5, "needsAddress": true,
                  "translations": { "de": { "name": null, "description": "Per Post." } } },
                { "id": "express", "name": "Express", "description": "By courier.", "minDays": 1, "maxDays": 2, "needsAddress": true,
                  "translations": { "de": { "name": null, "description": "Per Kurier." } } },
                { "id": "pick-up", "name": "Pick-up", "description": "At our shop.", "minDays": 1, "maxDays": 1,
                  "needsAddress": false, "translations": { "de": { "name": "Abholung", "description": "Bei uns." } } }
            ] }
            """), JsonNode.Parse(await response.Content.ReadAsStringAsync())), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Quote_without_a_method_is_for_the_standard_one()
    {
        var quote = await shop.Shopper().QuoteAsync(To("DE", null, ("TENT", 1)));

        Assert.Equal(("standard", 4.90m), ((string?)quote.Body!["shippingMethod"], quote.Amount("shipping")));
        Assert.Equal(quote.Text, (await shop.Shopper().QuoteAsync(To("DE", "standard", ("TENT", 1)))).Text);
    }

    [Theory]
    [InlineData(2, 4.90, 14.90)]
    [InlineData(5, 0, 14.90)]
    [InlineData(6, 0, 0)]
    public async Task Each_method_is_free_from_its_own_value_of_goods(int pieces, decimal standard, decimal express)
    {
        // 39.98, 99.95 and 119.94 EUR; standard is free from 50, express from 100.
        var quote = await shop.Shopper().QuoteAsync(To("DE", "express", ("TENT", pieces)));

        var prices = quote.Body!["shippingMethods"]!.AsArray().ToDictionary(
            method => (string)method!["id"]!, method => (decimal)method!["price"]!["amount"]!);
        Assert.Equal((standard, express), (prices["standard"], prices["express"]));
    }

    [Fact]
    public async Task Order_keeps_the_method_by_the_name_it_had()
    {
        var shopper = shop.Shopper();
        var order = await shopper.PostAsync("/orders", To("DE", "express", ("TENT", 1)), Shopper.NewKey());

        Assert.Equal(202, order.Status);
        foreach (var answer in new[] { order, await shopper.GetAsync(order.Location!) })
        {
            Assert.True(
                JsonNode.DeepEquals(
                    JsonNode.Parse("""{ "id": "express", "name": "Express" }"""), answer.Body!["shippingMethod"]), answer.Text);
            Assert.Equal((14.90m, 41.52m), (answer.Amount("shipping"), answer.Amount("total")));
        }

        Assert.Contains(",express", await ExportAsync(shopper, "text/csv"), StringComparison.Ordinal);
        Assert.Contains("\"shippingMethod\":\"express\"", await ExportAsync(shopper, "application/x-ndjson"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DE", "\"drone\"", "is no shipping method of this shop")]
    [InlineData("DE", "\"\"", "is no shipping method of this shop")]
    [InlineData("DE", "\"Express\"", "is no shipping method of this shop")]
    [InlineData("US", "\"express\"", "is not available for orders in EUR to US")]
    [InlineData("DE", "5", "")]
    public async Task Unknown_or_unavailable_method_returns_400_with_the_field(string country, string method, string message)
    {
        var (shopper, body) = (shop.Shopper(), To(country, null, ("TENT", 1)));
        body["shippingMethod"] = JsonNode.Parse(method);

        foreach (var answer in new[] { await shopper.PostAsync("/orders", body, Shopper.NewKey()), await shopper.QuoteAsync(body) })
        {
            Assert.Equal(400, answer.Status);
            Assert.Contains($"\"shippingMethod\":[\"{message}", answer.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(0L, await shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE user_id = @user", ("user", shopper.User)));
    }

    [Fact]
    public async Task Method_that_costs_more_than_the_shopper_was_told_is_refused_with_the_new_quote()
    {
        var (shopper, body) = (shop.Shopper(), To("DE", null, ("TENT", 1)));
        body["expectedTotal"] = (await shopper.QuoteAsync(body)).Body!["total"]!.DeepClone();
        body["shippingMethod"] = "express";

        var refused = await shopper.PostAsync("/orders", body.DeepClone(), Shopper.NewKey());

        Assert.Equal((409, "urn:ecommerce:problem:price-changed"), (refused.Status, refused.Type));
        Assert.True(JsonNode.DeepEquals((await shopper.QuoteAsync(body)).Body, refused.Body!["quote"]), refused.Text);
    }

    [Theory]
    [InlineData(null, "standard", 202)]
    [InlineData("standard", null, 202)]
    [InlineData("standard", "express", 422)]
    [InlineData("express", "standard", 422)]
    [InlineData("express", "express", 202)]
    public async Task Repeated_key_with_another_method_is_another_request(string? method, string? repeated, int expected)
    {
        var (shopper, key) = (shop.Shopper(), Shopper.NewKey());
        var first = await shopper.PostAsync("/orders", To("DE", method, ("TENT", 1)), key);
        var again = await shopper.PostAsync("/orders", To("DE", repeated, ("TENT", 1)), key);

        Assert.Equal((202, expected), (first.Status, again.Status));
        Assert.Equal(expected == 202, first.Text == again.Text);
    }

    [Fact]
    public async Task Order_that_is_collected_needs_no_street()
    {
        var (shopper, body) = (shop.Shopper(), To("DE", "pick-up", ("TENT", 1)));
        body["shippingAddress"] = new JsonObject { ["name"] = "Ada", ["country"] = "DE" };

        var order = await shopper.PostAsync("/orders", body.DeepClone(), Shopper.NewKey());
        Assert.Equal(202, order.Status);
        Assert.Equal(
            ("Ada", "", "", ""),
            (Address(order, "name"), Address(order, "street"), Address(order, "city"), Address(order, "postalCode")));

        body["shippingAddress"]!["city"] = "Berlin";
        var half = await shopper.PostAsync("/orders", body.DeepClone(), Shopper.NewKey());
        Assert.Equal(400, half.Status);
        Assert.Contains("\"shippingAddress.street\"", half.Errors, StringComparison.Ordinal);

        body["shippingAddress"]!.AsObject().Remove("city");
        body["shippingMethod"] = "express";
        Assert.Equal(400, (await shopper.PostAsync("/orders", body, Shopper.NewKey())).Status);
    }

    private async Task<string> ExportAsync(Shopper shopper, string mediaType)
    {
        using var request = shop.Shopper(null, "orders:read").Request(HttpMethod.Get, $"/orders/export?userId={shopper.User}");
        request.Headers.Add("Accept", mediaType);
        using var response = await shop.Replica.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static string Address(Answer order, string member) => (string)order.Body!["shippingAddress"]![member]!;

    private static JsonObject To(string country, string? method, params (string Sku, int Quantity)[] items)
    {
        var body = Shopper.Checkout(items);
        (body["shippingAddress"]!["country"], body["shippingAddress"]!["postalCode"]) = (country, "10115");
        if (method is not null)
            body["shippingMethod"] = method;
        return body;
    }
}
