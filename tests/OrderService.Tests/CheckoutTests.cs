using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class CheckoutTests(OrderShop shop)
{
    [Fact]
    public async Task A_checkout_is_accepted_and_can_be_read_where_it_says()
    {
        var shopper = shop.Shopper();
        var answer = await shopper.PostAsync("/orders", Shopper.Checkout(("TENT", 2), ("LAMP", 1)), Shopper.NewKey());

        Assert.Equal(202, answer.Status);
        Assert.Equal(59.97m, (decimal)answer.Body!["total"]!["amount"]!);
        var read = await shopper.GetAsync(answer.Location!);
        Assert.True(JsonNode.DeepEquals(answer.Body, read.Body), $"{answer.Text}\n{read.Text}");
        var placed = await shop.Topics.SaidAsync("order-placed", Guid.Parse((string)answer.Body["id"]!));
        Assert.Equal(59.97m, (decimal)placed["total"]!["amount"]!);
    }

    [Fact]
    public async Task Without_items_it_buys_the_callers_cart_at_the_catalogues_prices()
    {
        var shopper = shop.Shopper();
        shop.Neighbours.FillCart(shopper.Token, ("TENT", 3));
        var answer = await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey());

        Assert.Equal(59.97m, (decimal)answer.Body!["total"]!["amount"]!);
        var placed = await shop.Topics.SaidAsync("order-placed", Guid.Parse((string)answer.Body["id"]!));
        Assert.Equal("cart-of-caller", (string)placed["cartId"]!);
    }

    [Fact]
    public async Task What_one_order_has_bought_of_a_cart_no_other_buys_however_late_the_cart_hears_of_it()
    {
        var shopper = shop.Shopper();
        shop.Neighbours.FillCart(shopper.Token, ("TENT", 1));
        Assert.Equal(["TENT 1"], Bought(await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey())));

        shop.Neighbours.FillCart(shopper.Token, ("TENT", 1), ("LAMP", 2));
        var quote = await shopper.PostAsync("/orders/quote", Shopper.Checkout(), null);
        Assert.Equal(["LAMP 2", "TENT 1"], Bought(quote));
        Assert.Equal(["LAMP 2", "TENT 1"], Bought(await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey())));

        var empty = await shopper.PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey());
        Assert.Equal((400, "urn:ecommerce:problem:cart-empty"), (empty.Status, empty.Type));
    }

    [Fact]
    public async Task Of_two_checkouts_of_one_cart_at_once_one_is_refused_and_the_other_is_the_order()
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
        Assert.Equal(1L, await shop.ScalarAsync<long>("select count(*) from orders where user_id = @user", ("user", shopper.User)));
    }

    [Fact]
    public async Task A_price_that_the_client_names_is_passed_over()
    {
        var body = Shopper.Checkout(("TENT", 1));
        body["total"] = new JsonObject { ["amount"] = 0.01m, ["currency"] = "EUR" };
        body["items"]![0]!["unitPrice"] = new JsonObject { ["amount"] = 0.01m, ["currency"] = "EUR" };
        var answer = await shop.Shopper().PostAsync("/orders", body, Shopper.NewKey());

        Assert.Equal(19.99m, (decimal)answer.Body!["total"]!["amount"]!);
    }

    [Fact]
    public async Task Twenty_at_once_with_one_key_on_two_replicas_make_one_order()
    {
        var shopper = shop.Shopper();
        var elsewhere = shop.Shopper(shopper.User, shop.OtherReplica);
        var (key, body) = (Shopper.NewKey(), Shopper.Checkout(("TENT", 1)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? shopper : elsewhere).PostAsync("/orders", body.DeepClone(), key)));

        Assert.All(answers, answer => Assert.True(answer.Status is 202 or 409, answer.Text));
        var again = await shopper.PostAsync("/orders", body, key);
        Assert.All(answers.Where(answer => answer.Status == 202), answer => Assert.Equal(again.Text, answer.Text));
        Assert.Equal(1L, await shop.ScalarAsync<long>("select count(*) from orders where user_id = @user", ("user", shopper.User)));
    }

    [Fact]
    public async Task A_key_gives_the_same_answer_however_the_body_is_spelled_and_takes_no_other_body()
    {
        var (shopper, key) = (shop.Shopper(), Shopper.NewKey());
        var first = await shopper.PostAsync("/orders", Shopper.Checkout(("TENT", 1)), key);
        var respelled = new JsonObject(Shopper.Checkout(("TENT", 1)).Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))) { ["more"] = 1 };
        var same = await shopper.PostAsync("/orders", respelled, key);
        var other = await shopper.PostAsync("/orders", Shopper.Checkout(("TENT", 2)), key);
        var another = await shop.Shopper().PostAsync("/orders", Shopper.Checkout(("TENT", 2)), key);

        Assert.Equal((202, first.Text, first.Location), (same.Status, same.Text, same.Location));
        Assert.Equal((422, "urn:ecommerce:problem:idempotency-mismatch"), (other.Status, other.Type));
        Assert.Equal(202, another.Status);
    }

    [Fact]
    public async Task A_key_is_not_burnt_by_a_refusal_nor_by_a_catalogue_that_is_down()
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
    public async Task A_key_whose_request_died_is_free_again_when_its_lease_ends(int leaseSeconds, int expected)
    {
        var (shopper, key, body) = (shop.Shopper(), Shopper.NewKey(), Shopper.Checkout(("TENT", 1)));
        await shopper.PostAsync("/orders", body.DeepClone(), key);
        await using var died = shop.Database.CreateCommand(string.Create(CultureInfo.InvariantCulture,
            $"update idempotency_keys set status = null, body = null, location = null, leased_until = now() + interval '{leaseSeconds} s' where key = '{key}'"));
        await died.ExecuteNonQueryAsync();

        var answer = await shopper.PostAsync("/orders", body, key);
        Assert.Equal((expected, expected == 409 ? "1" : null), (answer.Status, answer.RetryAfter));
    }

    [Fact]
    public async Task A_key_whose_replica_was_killed_is_taken_over_by_another_when_its_lease_ends()
    {
        var (shopper, key, body) = (shop.Shopper(), Shopper.NewKey(), Shopper.Checkout((StubNeighbours.Hanging, 1)));
        await using var dying = await shop.StartReplicaAsync(("Idempotency__Lease", "00:00:02"));
        var lost = shop.Shopper(shopper.User, dying).PostAsync("/orders", body.DeepClone(), key);
        await Eventually.Async(
            () => shop.ScalarAsync<bool>("select exists (select from idempotency_keys where key = @key)", ("key", key)), "the key is claimed");
        await dying.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => lost);
        shop.Neighbours.Answers.SetResult();

        var early = await shopper.PostAsync("/orders", body.DeepClone(), key);
        Assert.Equal((409, "urn:ecommerce:problem:idempotency-in-progress", "1"), (early.Status, early.Type, early.RetryAfter));
        var after = await Eventually.Async(
            () => shopper.PostAsync("/orders", body.DeepClone(), key), answer => answer.Status != 409, "the lease ends", TimeSpan.FromSeconds(10));
        Assert.Equal(202, after.Status);
        Assert.Equal(1L, await shop.ScalarAsync<long>("select count(*) from orders where user_id = @user", ("user", shopper.User)));
    }

    [Theory]
    [InlineData("""{ "paymentToken": null }""", "paymentToken")]
    [InlineData("""{ "paymentToken": "4242 4242 4242 4242" }""", "paymentToken")]
    [InlineData("""{ "paymentToken": 7 }""", "paymentToken")]
    [InlineData("""{ "shippingAddress": null }""", "shippingAddress")]
    [InlineData("""{ "shippingAddress": { "name": "" } }""", "shippingAddress.name")]
    [InlineData("""{ "shippingAddress": { "name": "A", "street": "B", "city": "C", "postalCode": "D", "country": "Germany" } }""", "shippingAddress.country")]
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
    public async Task Bad_input_is_refused_by_the_name_of_its_field(string change, string field)
    {
        var (shopper, body) = (shop.Shopper(), Shopper.Checkout(("TENT", 1)));
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        var answer = await shopper.PostAsync("/orders", body, Shopper.NewKey());

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(0L, await shop.ScalarAsync<long>("select count(*) from idempotency_keys where user_id = @user", ("user", shopper.User)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("with space")]
    [InlineData("far-too-long-0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_missing_or_malformed_key_is_refused_by_name(string? key)
    {
        var answer = await shop.Shopper().PostAsync("/orders", Shopper.Checkout(("TENT", 1)), key);

        Assert.Equal(400, answer.Status);
        Assert.Contains("Idempotency-Key", answer.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HIDDEN-1", "EUR-1", 422, "unknown-sku")]
    [InlineData("USD-1", "EUR-1", 422, "mixed-currencies")]
    public async Task What_cannot_be_bought_together_is_refused(string one, string other, int status, string problem)
    {
        var answer = await shop.Shopper().PostAsync("/orders", Shopper.Checkout((one, 1), (other, 1)), Shopper.NewKey());

        Assert.Equal((status, $"urn:ecommerce:problem:{problem}"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task An_empty_cart_buys_nothing()
    {
        var answer = await shop.Shopper().PostAsync("/orders", Shopper.Checkout(), Shopper.NewKey());

        Assert.Equal((400, "urn:ecommerce:problem:cart-empty"), (answer.Status, answer.Type));
    }

    private static IEnumerable<string> Bought(Answer answer)
        => answer.Body!["lines"]!.AsArray().Select(line => $"{line!["sku"]} {line["quantity"]}").Order(StringComparer.Ordinal);
}
