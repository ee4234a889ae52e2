using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class CheckoutTests(OrderShop shop)
{
    [Fact]
    public async Task Checkout_returns_202_and_the_order_is_readable_at_its_location()
    {
        var shopper = shop.Shopper();
        var answer = await shopper.PostAsync("/orders", Shopper.Checkout(("TENT", 2), ("LAMP", 1)), Shopper.NewKey());

        Assert.Equal(202, answer.Status);
        Assert.Equal(59.97m, (decimal)answer.Body!["total"]!["amount"]!);
        var read = await shopper.GetAsync(answer.Location!);
        Assert.True(JsonNode.DeepEquals(answer.Body, read.Body), $"{answer.Text}\n{read.Text}");
        var placed = await shop.Topics.PublishedAsync("order-placed", Guid.Parse((string)answer.Body["id"]!));
        Assert.Equal(59.97m, (decimal)placed["total"]!["amount"]!);
    }

    [Fact]
    public async Task Checkout_without_items_buys_the_callers_cart_at_catalogue_prices()
    {
        var shopper = shop.Shopper();
        shop.Neighbours.FillCart(shopper.Token, ("TENT", 3));
        var answer = await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey());

        Assert.Equal(59.97m, (decimal)answer.Body!["total"]!["amount"]!);
        var placed = await shop.Topics.PublishedAsync("order-placed", Guid.Parse((string)answer.Body["id"]!));
        Assert.Equal("cart-of-caller", (string)placed["cartId"]!);
    }

    [Fact]
    public async Task Items_of_a_cart_are_bought_once_even_if_the_cart_learns_of_it_late()
    {
        var shopper = shop.Shopper();
        shop.Neighbours.FillCart(shopper.Token, ("TENT", 1));
        Assert.Equal(["TENT 1"], Bought(await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey())));

        shop.Neighbours.FillCart(shopper.Token, ("TENT", 1), ("LAMP", 2));
        var quote = await shopper.QuoteAsync(Shopper.Checkout());
        Assert.Equal(["LAMP 2", "TENT 1"], Bought(quote));
        Assert.Equal(["LAMP 2", "TENT 1"], Bought(await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey())));

        var empty = await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey());
        Assert.Equal((400, "urn:ecommerce:problem:cart-empty"), (empty.Status, empty.Type));
    }

    [Fact]
    public async Task Concurrent_checkouts_of_one_cart_place_one_order_and_return_409_to_the_other()
    {
        var shopper = shop.Shopper();
        var elsewhere = shop.Shopper(shopper.User, shop.OtherReplica);
        foreach (var token in new[] { shopper.Token, elsewhere.Token })
            shop.Neighbours.FillCart(token, ("TENT", 1));
        using var both = new CountdownEvent(2);
        shop.Neighbours.BeforeCart = () => { both.Signal(); return Task.Run(() => both.Wait(TimeSpan.FromSeconds(20))); };
        var answers = await Task.WhenAll(
            shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey()),
            elsewhere.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey()));
        shop.Neighbours.BeforeCart = () => Task.CompletedTask;

        Assert.Equal([202, 409], answers.Select(answer => answer.Status).Order());
        Assert.Equal("urn:ecommerce:problem:cart-ordered-meanwhile", answers.Single(answer => answer.Status == 409).Type);
        Assert.Equal(1L, await shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE user_id = @user", ("user", shopper.User)));
    }

    [Fact]
    public async Task Price_sent_by_the_client_is_refused()
    {
        var body = Shopper.Checkout(("TENT", 1));
        body["items"]![0]!["unitPrice"] = new JsonObject { ["amount"] = 0.01m, ["currency"] = "EUR" };
        var answer = await shop.Shopper().PostAsync("/orders", body, Shopper.NewKey());

        Assert.Equal(400, answer.Status);
        Assert.Contains("\"items[0].unitPrice\"", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_checkouts_with_one_key_on_two_replicas_place_one_order()
    {
        var shopper = shop.Shopper();
        var elsewhere = shop.Shopper(shopper.User, shop.OtherReplica);
        var (key, body) = (Shopper.NewKey(), Shopper.Checkout(("TENT", 1)));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? shopper : elsewhere).PostAsync("/orders", body.DeepClone(), key)));

        Assert.All(answers, answer => Assert.True(answer.Status is 202 or 409, answer.Text));
        var again = await shopper.PostAsync("/orders", body, key);
        Assert.All(answers.Where(answer => answer.Status == 202), answer => Assert.Equal(again.Text, answer.Text));
        Assert.Equal(1L, await shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE user_id = @user", ("user", shopper.User)));
    }

    [Fact]
    public async Task Repeated_key_returns_the_stored_response_and_another_body_returns_422()
    {
        var (shopper, key) = (shop.Shopper(), Shopper.NewKey());
        var first = await shopper.PostAsync("/orders", Shopper.Checkout(("TENT", 1)), key);
        var reversed = Shopper.Checkout(("TENT", 1)).Reverse()
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()));
        var same = await shopper.PostAsync("/orders", new JsonObject(reversed), key);
        var other = await shopper.PostAsync("/orders", Shopper.Checkout(("TENT", 2)), key);
        var another = await shop.Shopper().PostAsync("/orders", Shopper.Checkout(("TENT", 2)), key);

        Assert.Equal((202, first.Text, first.Location), (same.Status, same.Text, same.Location));
        Assert.Equal((422, "urn:ecommerce:problem:idempotency-mismatch"), (other.Status, other.Type));
        Assert.Equal(202, another.Status);
    }

    [Theory]
    [InlineData("expectedTotal", """{ "amount": 30, "currency": "EUR" }""", 422)]
    [InlineData("discountCode", "\"OTHER\"", 422)]
    [InlineData("paymentToken", "\"tok_2\"", 202)]
    public async Task Repeated_key_is_the_same_request_for_another_payment_token_and_for_nothing_else(
        string member, string value, int expected)
    {
        var (shopper, key, body) = (shop.Shopper(), Shopper.NewKey(), Shopper.Checkout(("TENT", 1)));
        var first = await shopper.PostAsync("/orders", body.DeepClone(), key);
        body[member] = JsonNode.Parse(value);
        var again = await shopper.PostAsync("/orders", body, key);

        Assert.Equal((202, expected), (first.Status, again.Status));
        Assert.Equal(expected == 202, first.Text == again.Text);
        Assert.Equal(1L, await shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE user_id = @user", ("user", shopper.User)));
    }

    [Theory]
    [InlineData("expectedTotal", """{ "amount": 1000000.00, "currency": "EUR" }""")]
    [InlineData("expectedTotal", """{ "amount": 1e6, "currency": "EUR" }""")]
    [InlineData(
        "shippingAddress",
        """{ "name": " Ada ", "street": "1 Main Street ", "city": "London", "postalCode": " N1 9GU", "country": "gb" }""")]
    public async Task Repeated_key_is_the_same_request_where_a_value_is_written_another_way(string member, string value)
    {
        var (shopper, key, body) = (shop.Shopper(), Shopper.NewKey(), Shopper.Checkout(("TENT", 1)));
        body["expectedTotal"] = JsonNode.Parse("""{ "amount": 1000000.0, "currency": "EUR" }""");
        var first = await shopper.PostAsync("/orders", body.DeepClone(), key);
        body[member] = JsonNode.Parse(value);
        var again = await shopper.PostAsync("/orders", body, key);

        Assert.Equal((202, first.Text), (again.Status, again.Text));
    }

    [Fact]
    public async Task Refused_or_failed_checkout_leaves_its_key_free()
    {
        var (shopper, key) = (shop.Shopper(), Shopper.NewKey());
        var unknown = await shopper.PostAsync("/orders", Shopper.Checkout(("NO-SUCH", 1)), key);
        Assert.Equal((422, "urn:ecommerce:problem:unknown-sku"), (unknown.Status, unknown.Type));

        shop.Neighbours.Broken = true;
        Assert.Equal(503, (await shopper.PostAsync("/orders", Shopper.Checkout((StubNeighbours.Breaking, 1)), key)).Status);
        shop.Neighbours.Broken = false;
        Assert.Equal(202, (await shopper.PostAsync("/orders", Shopper.Checkout((StubNeighbours.Breaking, 1)), key)).Status);
    }

    [Theory]
    [InlineData(60, 409)]
    [InlineData(-1, 202)]
    public async Task Key_of_a_dead_request_is_free_after_its_lease(int leaseSeconds, int expected)
    {
        var (shopper, key, body) = (shop.Shopper(), Shopper.NewKey(), Shopper.Checkout(("TENT", 1)));
        await shopper.PostAsync("/orders", body.DeepClone(), key);
        await using var died = shop.Database.CreateCommand(string.Create(CultureInfo.InvariantCulture,
            $"""
            UPDATE idempotency_keys SET status = NULL, body = NULL, location = NULL, leased_until = now() + interval '{leaseSeconds} s'
            WHERE key = '{key}'
            """));
        await died.ExecuteNonQueryAsync();

        var answer = await shopper.PostAsync("/orders", body, key);
        Assert.Equal((expected, expected == 409 ? "1" : null), (answer.Status, answer.RetryAfter));
    }

    [Fact]
    public async Task Key_of_a_killed_replica_is_taken_over_after_its_lease()
    {
        var (shopper, key, body) = (shop.Shopper(), Shopper.NewKey(), Shopper.Checkout((StubNeighbours.Hanging, 1)));
        await using var dying = await shop.StartReplicaAsync(("Idempotency__Lease", "00:00:02"));
        var lost = shop.Shopper(shopper.User, dying).PostAsync("/orders", body.DeepClone(), key);
        await Eventually.Async(
            () => shop.ScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM idempotency_keys WHERE key = @key)", ("key", key)), "the key is claimed");
        await dying.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => lost);
        shop.Neighbours.Answers.SetResult();

        var early = await shopper.PostAsync("/orders", body.DeepClone(), key);
        Assert.Equal((409, "urn:ecommerce:problem:idempotency-in-progress", "1"), (early.Status, early.Type, early.RetryAfter));
        var after = await Eventually.Async(
            () => shopper.PostAsync("/orders", body.DeepClone(), key), answer => answer.Status != 409, "the lease ends",
            TimeSpan.FromSeconds(10));
        Assert.Equal(202, after.Status);
        Assert.Equal(1L, await shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE user_id = @user", ("user", shopper.User)));
    }

    [Theory]
    [InlineData("""{ "paymentToken": null }""", "paymentToken")]
    [InlineData("""{ "paymentToken": "4242 4242 4242 4242" }""", "paymentToken")]
    [InlineData("""{ "paymentToken": 7 }""", "paymentToken")]
    [InlineData("""{ "paymentToken": "4242424242424242x" }""", "paymentToken")]
    [InlineData("""{ "paymentToken": "tok 4242-4242-4242-4242" }""", "paymentToken")]
    [InlineData("""{ "paymentToken": "tok_4242424242424242" }""", "paymentToken")]
    [InlineData("""{ "paymentToken": "\uFF14\uFF12\uFF14\uFF12\uFF14\uFF12\uFF14\uFF12\uFF14\uFF12\uFF14\uFF12" }""", "paymentToken")]
    [InlineData("""{ "expectedTotal": null }""", "expectedTotal")]
    [InlineData("""{ "expectedTotal": 19.99 }""", "expectedTotal")]
    [InlineData("""{ "expectedTotal": { "amount": 19.99 } }""", "expectedTotal.currency")]
    [InlineData("""{ "expectedTotal": { "amount": 19.99, "currency": "EURO" } }""", "expectedTotal.currency")]
    [InlineData("""{ "expectedTotal": { "amount": -1, "currency": "EUR" } }""", "expectedTotal.amount")]
    [InlineData("""{ "shippingAddress": null }""", "shippingAddress")]
    [InlineData("""{ "shippingAddress": { "name": "" } }""", "shippingAddress.name")]
    [InlineData(
        """{ "shippingAddress": { "name": "A", "street": "B", "city": "C", "postalCode": "D", "country": "Germany" } }""",
        "shippingAddress.country")]
    [InlineData("""{ "discountCode": "" }""", "discountCode")]
    [InlineData("""{ "discountCode": 5 }""", "discountCode")]
    [InlineData("""{ "items": [] }""", "items")]
    [InlineData("""{ "items": [{ "sku": "A", "quantity": 0 }] }""", "items[0].quantity")]
    [InlineData("""{ "items": [{ "sku": "A", "quantity": 100 }] }""", "items[0].quantity")]
    [InlineData("""{ "items": [{ "sku": "A", "quantity": -1 }] }""", "items[0].quantity")]
    [InlineData("""{ "items": [{ "sku": "A", "quantity": 1.5 }] }""", "items[0].quantity")]
    [InlineData("""{ "items": [{ "sku": "A", "quantity": 1 }, { "sku": "A", "quantity": 1 }] }""", "items[1].sku")]
    [InlineData("""{ "items": [{ "quantity": 1 }] }""", "items[0].sku")]
    [InlineData("""{ "items": [null] }""", "items")]
    public async Task Invalid_checkout_returns_400_with_the_field(string change, string field)
    {
        var (shopper, body) = (shop.Shopper(), Shopper.Checkout(("TENT", 1)));
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        var answer = await shopper.PostAsync("/orders", body, Shopper.NewKey());

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(
            0L, await shop.ScalarAsync<long>("SELECT count(*) FROM idempotency_keys WHERE user_id = @user", ("user", shopper.User)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("with space")]
    [InlineData(
        "far-too-long-0123456789012345678901234567890123456789012345678901234567890123456789"
        + "012345678901234567890123456789012345678901234567890")]
    public async Task Missing_or_malformed_key_returns_400(string? key)
    {
        var answer = await shop.Shopper().PostAsync("/orders", Shopper.Checkout(("TENT", 1)), key);

        Assert.Equal(400, answer.Status);
        Assert.Contains("Idempotency-Key", answer.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HIDDEN-1", "EUR-1", 422, "unknown-sku")]
    [InlineData("USD-1", "EUR-1", 422, "mixed-currencies")]
    public async Task Checkout_of_unpublished_or_mixed_currency_items_returns_422(string one, string other, int status, string problem)
    {
        var answer = await shop.Shopper().PostAsync("/orders", Shopper.Checkout((one, 1), (other, 1)), Shopper.NewKey());

        Assert.Equal((status, $"urn:ecommerce:problem:{problem}"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task Cart_line_whose_SKU_was_taken_by_another_product_is_not_bought()
    {
        var shopper = shop.Shopper();
        shop.Neighbours.FillCart(shopper.Token, (StubNeighbours.Taken, 1));

        var answer = await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey());

        Assert.Equal((422, "urn:ecommerce:problem:unknown-sku"), (answer.Status, answer.Type));
        Assert.Equal(422, (await shopper.QuoteAsync(Shopper.Checkout())).Status);
        var named = await shopper.PostAsync("/orders", Shopper.Checkout((StubNeighbours.Taken, 1)), Shopper.NewKey());
        Assert.Equal(202, named.Status);
    }

    [Fact]
    public async Task Checkout_of_an_empty_cart_returns_400()
    {
        var answer = await shop.Shopper().PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey());

        Assert.Equal((400, "urn:ecommerce:problem:cart-empty"), (answer.Status, answer.Type));
    }

    private static IEnumerable<string> Bought(Answer answer)
        => answer.Body!["lines"]!.AsArray().Select(line => $"{line!["sku"]} {line["quantity"]}").Order(StringComparer.Ordinal);
}
