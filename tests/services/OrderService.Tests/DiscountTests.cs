using System.Text.Json.Nodes;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class DiscountTests(OrderShop shop)
{
    private static readonly string[] Limits = ["usageLimit", "usageLimitPerUser", "minimumSubtotal", "validFrom", "validUntil"];

    private Shopper Clerk => shop.Shopper(null, "orders:write", "orders:read");

    [Fact]
    public async Task Discount_codes_are_managed_by_staff_only()
    {
        var code = NewCode();
        var made = await Clerk.PostAsync("/orders/discounts", Percent(code.ToLowerInvariant(), 10, """{ "usageLimit": 7 }"""), null);
        Assert.Equal((201, $"/orders/discounts/{code}"), (made.Status, made.Location));
        Assert.Equal(
            (409, "urn:ecommerce:problem:discount-code-taken"),
            Outcome(await Clerk.PostAsync("/orders/discounts", Percent(code, 5), null)));
        Assert.Equal(7, (int)(await Clerk.GetAsync($"/orders/discounts/{code}")).Body!["usageLimit"]!);

        var changed = await Clerk.PutAsync(
            $"/orders/discounts/{code}", WithLimits("""{ "amount": { "amount": 3.5, "currency": "EUR" } }"""));
        Assert.Equal((200, 3.5m, null), (changed.Status, (decimal)changed.Body!["amount"]!["amount"]!, changed.Body["percent"]));
        Assert.Contains(code, (await Clerk.GetAsync($"/orders/discounts?limit=1&after={code[..^1]}")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await shop.Shopper().GetAsync("/orders/discounts")).Status);

        Assert.Equal(204, (await Clerk.DeleteAsync($"/orders/discounts/{code}")).Status);
        Assert.Equal(404, (await Clerk.DeleteAsync($"/orders/discounts/{code}")).Status);
        Assert.Equal(404, (await Clerk.PutAsync($"/orders/discounts/{code}", Percent(code, 5))).Status);
    }

    [Theory]
    [InlineData("""{ "percent": 10 }""", "code")]
    [InlineData("""{ "code": "A B C", "percent": 10 }""", "code")]
    [InlineData("""{ "code": "ABC" }""", "percent")]
    [InlineData("""{ "code": "ABC", "percent": 10, "amount": { "amount": 5, "currency": "EUR" } }""", "percent")]
    [InlineData("""{ "code": "ABC", "percent": 101 }""", "percent")]
    [InlineData("""{ "code": "ABC", "amount": { "amount": 5, "currency": "EURO" } }""", "amount.currency")]
    [InlineData("""{ "code": "ABC", "amount": { "amount": 5, "currency": null } }""", "amount.currency")]
    [InlineData("""{ "code": "ABC", "percent": 10, "minimumSubtotal": { "amount": 5 } }""", "minimumSubtotal.currency")]
    [InlineData("""{ "code": "ABC", "amount": { "currency": "EUR" } }""", "amount.amount")]
    [InlineData("""{ "code": "ABC", "percent": 10, "usageLimmit": 1 }""", "usageLimmit")]
    [InlineData("""{ "code": "ABC", "amount": { "amount": 1.5, "currency": "JPY" } }""", "amount.amount")]
    [InlineData(
        """{ "code": "ABC", "amount": { "amount": 5, "currency": "EUR" }, "minimumSubtotal": { "amount": 5, "currency": "USD" } }""",
        "minimumSubtotal.currency")]
    [InlineData(
        """{ "code": "ABC", "percent": 10, "validFrom": "2026-02-01T00:00:00Z", "validUntil": "2026-01-01T00:00:00Z" }""", "validUntil")]
    [InlineData("""{ "code": "ABC", "amount": { "amount": 1000000000001, "currency": "IDR" } }""", "amount.amount")]
    [InlineData("""{ "code": "ABC", "percent": 10, "usageLimit": 0 }""", "usageLimit")]
    [InlineData("""{ "code": "ABC", "percent": 10, "validUntil": "9999-12-31T23:59:59.9999999Z" }""", "validUntil")]
    [InlineData("""{ "code": "ABC", "percent": 10, "validFrom": "0001-01-01T00:00:00Z" }""", "validFrom")]
    public async Task Invalid_discount_code_returns_400_with_the_field(string body, string field)
    {
        var answer = await Clerk.PostAsync("/orders/discounts", WithLimits(body), null);

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discount_code_that_is_stored_without_an_end_of_time_is_listed_and_applied_and_can_be_deleted()
    {
        var code = await AddAsync(10);
        await using (var command = shop.Database.CreateCommand(
            $"UPDATE discounts SET valid_from = '-infinity', valid_until = 'infinity' WHERE code = '{code}'"))
            await command.ExecuteNonQueryAsync();

        var quote = await shop.Shopper().QuoteAsync(To("DE", code, ("TENT", 1)));
        Assert.Equal((200, 2.00m), (quote.Status, quote.Amount("discount")));
        Assert.Equal(200, (await Clerk.GetAsync($"/orders/discounts/{code}")).Status);
        Assert.Contains(code, (await Clerk.GetAsync($"/orders/discounts?limit=1&after={code[..^1]}")).Text, StringComparison.Ordinal);
        Assert.Equal(204, (await Clerk.DeleteAsync($"/orders/discounts/{code}")).Status);
    }

    [Theory]
    [InlineData("usageLimit")]
    [InlineData("usageLimitPerUser")]
    [InlineData("minimumSubtotal")]
    [InlineData("validFrom")]
    [InlineData("validUntil")]
    public async Task Discount_code_without_a_limit_has_to_say_so(string limit)
    {
        var code = await AddAsync(10, """{ "usageLimit": 1, "usageLimitPerUser": 1, "validUntil": "2050-01-01T00:00:00Z" }""");
        var before = (await Clerk.GetAsync($"/orders/discounts/{code}")).Text;
        var silent = Percent(code, 10);
        silent.Remove(limit);

        var replaced = await Clerk.PutAsync($"/orders/discounts/{code}", silent);
        silent["code"] = NewCode();
        var added = await Clerk.PostAsync("/orders/discounts", silent, null);

        Assert.Equal((400, 400), (replaced.Status, added.Status));
        Assert.Contains($"\"{limit}\"", replaced.Errors, StringComparison.Ordinal);
        Assert.Contains($"\"{limit}\"", added.Errors, StringComparison.Ordinal);
        Assert.Equal(before, (await Clerk.GetAsync($"/orders/discounts/{code}")).Text);
        Assert.Equal(404, (await Clerk.GetAsync($"/orders/discounts/{silent["code"]}")).Status);
    }

    [Fact]
    public async Task OpenAPI_document_requires_the_limits_of_a_discount_code_and_allows_null()
    {
        var schema = (await Clerk.GetAsync("/openapi/v1.json")).Body!["components"]!["schemas"]!["DiscountRequest"]!;

        foreach (var limit in Limits)
        {
            Assert.Contains(limit, schema["required"]!.AsArray().Select(member => (string)member!));
            Assert.Contains("null", schema["properties"]![limit]!.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Checkout_costs_the_same_as_its_quote()
    {
        var code = await AddAsync(10);
        var body = To("DE", code, ("TENT", 2), ("BOOK-1", 1));
        var shopper = shop.Shopper();
        // 59.97 - 6.00 = 53.97 ships free; 19 % of 35.98 and 7 % of 17.99.
        var quote = await shopper.QuoteAsync(body);
        var order = await shopper.PostAsync("/orders", body, Shopper.NewKey());

        Assert.Equal((200, 202), (quote.Status, order.Status));
        foreach (var answer in new[] { quote, order, await shopper.GetAsync(order.Location!) })
        {
            Assert.Equal(
                (59.97m, 6.00m, 0m, 8.10m, 62.07m),
                (answer.Amount("subtotal"), answer.Amount("discount"), answer.Amount("shipping"), answer.Amount("tax"),
                    answer.Amount("total")));
            Assert.Equal(code, (string?)answer.Body!["discountCode"]);
        }

        var placed = await shop.Topics.PublishedAsync("order-placed", Guid.Parse((string)order.Body!["id"]!));
        Assert.Equal(62.07m, (decimal)placed["total"]!["amount"]!);
        Assert.Equal(1, await UsedAsync(code));
    }

    [Fact]
    public async Task Order_that_a_discount_covers_needs_no_payment_token()
    {
        var body = To("DE", await AddAsync(100), ("TENT", 1));
        body["shippingMethod"] = "pick-up";
        body["expectedTotal"] = new JsonObject { ["amount"] = 0, ["currency"] = "EUR" };
        body.Remove("paymentToken");

        var answer = await shop.Shopper().PostAsync("/orders", body, Shopper.NewKey());

        Assert.Equal((202, 0m), (answer.Status, answer.Amount("total")));
        var order = Guid.Parse((string)answer.Body!["id"]!);
        await shop.Topics.ReservedAsync(order);
        await shop.Topics.PublishedAsync("order-confirmed", order);
        Assert.Empty(shop.Topics.Published("payment-requested", order));
    }

    [Fact]
    public async Task Requested_payment_includes_shipping_and_its_tax()
    {
        var shopper = shop.Shopper();
        var answer = await shopper.PostAsync("/orders", To("de", null, ("TENT", 1)), Shopper.NewKey());
        var order = Guid.Parse((string)answer.Body!["id"]!);
        await shop.Topics.ReservedAsync(order);

        // 19.99 + 4.90 + 3.80 + 0.93
        Assert.Equal(29.62m, (decimal)(await shop.Topics.PublishedAsync("payment-requested", order))["amount"]!["amount"]!);
    }

    [Fact]
    public async Task Checkout_with_a_code_that_does_not_apply_returns_422_and_places_no_order()
    {
        var expired = await AddAsync(10, """{ "validUntil": "2020-01-01T00:00:00Z" }""");
        var large = await AddAsync(10, """{ "minimumSubtotal": { "amount": 1000, "currency": "EUR" } }""");
        var shopper = shop.Shopper();
        (string Code, string Problem)[] refused =
            [("NO-SUCH", "discount-unknown"), (expired, "discount-expired"), (large, "discount-not-applicable")];
        foreach (var (code, problem) in refused)
        {
            var checkout = await shopper.PostAsync("/orders", To("US", code, ("TENT", 1)), Shopper.NewKey());
            var quote = await shopper.QuoteAsync(To("US", code, ("TENT", 1)));
            Assert.All([checkout, quote], answer => Assert.Equal((422, $"urn:ecommerce:problem:{problem}"), Outcome(answer)));
            Assert.Contains("\"discountCode\"", checkout.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(0L, await shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE user_id = @user", ("user", shopper.User)));
    }

    [Fact]
    public async Task Concurrent_checkouts_on_two_replicas_do_not_exceed_the_usage_limit()
    {
        var code = await AddAsync(10, """{ "usageLimit": 7 }""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            shop.Shopper(i % 2 == 0 ? shop.Replica : shop.OtherReplica).PostAsync(
                "/orders", To("US", code, ("TENT", 1)), Shopper.NewKey())));

        Assert.Equal(7, answers.Count(answer => answer.Status == 202));
        Assert.All(
            answers.Where(answer => answer.Status != 202),
            answer => Assert.Equal((422, "urn:ecommerce:problem:discount-used-up"), Outcome(answer)));
        Assert.Equal(7L, await shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE discount_code = @code", ("code", code)));
        Assert.Equal(7, await UsedAsync(code));
    }

    [Fact]
    public async Task Usage_limit_per_user_refuses_one_user_and_not_another()
    {
        var code = await AddAsync(10, """{ "usageLimitPerUser": 2 }""");
        var shopper = shop.Shopper();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            shop.Shopper(shopper.User, i % 2 == 0 ? shop.Replica : shop.OtherReplica)
                .PostAsync("/orders", To("US", code, ("TENT", 1)), Shopper.NewKey())));

        Assert.Equal(2, answers.Count(answer => answer.Status == 202));
        Assert.Equal(202, (await shop.Shopper().PostAsync("/orders", To("US", code, ("TENT", 1)), Shopper.NewKey())).Status);
    }

    [Fact]
    public async Task Unpaid_cancellation_releases_the_discount_use_once_and_a_paid_order_keeps_it()
    {
        var code = await AddAsync(50, """{ "usageLimit": 1 }""");
        var shopper = shop.Shopper();
        var order = await BuyAsync(shopper, code);
        await shop.Topics.ReservationFailedAsync(order);
        await shopper.BecomesAsync(order, "Cancelled");
        Assert.Equal(0, await UsedAsync(code));

        var paid = await BuyAsync(shopper, code);
        await shop.Topics.ReservedAsync(paid);
        await shopper.BecomesAsync(paid, "StockReserved");
        await shop.Topics.CapturedAsync(paid);
        await shopper.BecomesAsync(paid, "Confirmed");
        Assert.Equal(200, (await shopper.PostAsync($"/orders/{paid}/cancel", null, Shopper.NewKey())).Status);
        Assert.Equal(1, await UsedAsync(code));
    }

    [Fact]
    public async Task Order_with_total_zero_is_confirmed_without_a_payment()
    {
        var code = await AddAsync(100);
        var shopper = shop.Shopper();
        var order = await BuyAsync(shopper, code);
        await shop.Topics.ReservedAsync(order);
        await shopper.BecomesAsync(order, "Confirmed");

        Assert.Empty(shop.Topics.Published("payment-requested", order));
    }

    [Theory]
    [InlineData("""{ "items": [{ "sku": "TENT", "quantity": 1 }] }""", "shippingAddress.country")]
    [InlineData("""{ "items": [], "shippingAddress": { "country": "DE" } }""", "items")]
    public async Task Invalid_quote_request_returns_400_with_the_field(string body, string field)
    {
        var answer = await shop.Shopper().PostAsync("/orders/quote", JsonNode.Parse(body), null);

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_lines_keep_name_options_and_image_of_the_catalogue()
    {
        var order = await shop.Shopper().PostAsync("/orders", Shopper.Checkout(("SALE-1", 1)), Shopper.NewKey());

        var line = order.Body!["lines"]![0]!;
        Assert.Equal(("M", "https://pictures.example/SALE-1.jpg"), ((string?)line["options"]!["size"], (string?)line["image"]));
        Assert.Equal((19.99m, 24.99m), ((decimal)line["unitPrice"]!["amount"]!, (decimal)line["regularPrice"]!["amount"]!));
    }

    private static async Task<Guid> BuyAsync(Shopper shopper, string code)
    {
        var answer = await shopper.PostAsync("/orders", To("US", code, ("TENT", 1)), Shopper.NewKey());
        Assert.Equal((202, answer.Text), (answer.Status, answer.Text));
        return Guid.Parse((string)answer.Body!["id"]!);
    }

    private async Task<string> AddAsync(decimal percent, string rules = "{}")
    {
        var code = NewCode();
        Assert.Equal(201, (await Clerk.PostAsync("/orders/discounts", Percent(code, percent, rules), null)).Status);
        return code;
    }

    private async Task<int> UsedAsync(string code) => (int)(await Clerk.GetAsync($"/orders/discounts/{code}")).Body!["used"]!;

    private static string NewCode() => $"C{Guid.CreateVersion7():N}".ToUpperInvariant();

    private static JsonObject Percent(string code, decimal percent, string rules = "{}")
    {
        var body = WithLimits(rules);
        (body["code"], body["percent"]) = (code, percent);
        return body;
    }

    /// <summary>Says of each limit that is not given that there is none.</summary>
    private static JsonObject WithLimits(string discount)
    {
        var body = JsonNode.Parse(discount)!.AsObject();
        foreach (var limit in Limits)
            body.TryAdd(limit, null);
        return body;
    }

    private static JsonObject To(string country, string? code, params (string Sku, int Quantity)[] items)
    {
        var body = Shopper.Checkout(items);
        body["shippingAddress"]!["country"] = country;
        body["shippingAddress"]!["postalCode"] = "10115";
        body["discountCode"] = code;
        return body;
    }

    private static (int Status, string Type) Outcome(Answer answer) => (answer.Status, answer.Type);
}
