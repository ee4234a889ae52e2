using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class NoteTests(OrderShop shop)
{
    [Fact]
    public async Task Note_of_staff_is_added_once_and_shown_newest_first_to_staff_alone()
    {
        var (shopper, clerk) = (shop.Shopper(), Staff());
        var order = await shopper.PlaceAsync();
        var key = Shopper.NewKey();
        var first = await clerk.PostAsync($"/orders/{order}/notes", Note("Rings twice.\nAsk for Grace."), key);
        Assert.Equal((201, $"{clerk.User}"), (first.Status, (string)first.Body!["actorId"]!));
        Assert.Equal(first.Text, (await clerk.PostAsync($"/orders/{order}/notes", Note("Rings twice.\nAsk for Grace."), key)).Text);
        Assert.Equal(201, (await clerk.PostAsync($"/orders/{order}/notes", Note("Called back."), Shopper.NewKey())).Status);

        var page = (await Staff().GetAsync($"/orders/{order}/notes?limit=1")).Body!;
        Assert.Equal("Called back.", (string)Assert.Single(page["items"]!.AsArray())!["text"]!);
        var next = (await Staff().GetAsync($"/orders/{order}/notes?after={page["next"]}")).Body!;
        var shown = Assert.Single(next["items"]!.AsArray())!;
        Assert.Equal(
            ((string)first.Body!["id"]!, $"{clerk.User}", "Rings twice.\nAsk for Grace."),
            ((string)shown["id"]!, (string)shown["actorId"]!, (string)shown["text"]!));

        Assert.Equal(403, (await shopper.GetAsync($"/orders/{order}/notes")).Status);
        Assert.Equal(403, (await shopper.PostAsync($"/orders/{order}/notes", Note("x"), Shopper.NewKey())).Status);
        Assert.DoesNotContain("Rings", (await shopper.GetAsync($"/orders/{order}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_go_with_the_buyers_personal_data()
    {
        var (shopper, clerk) = (shop.Shopper(), Staff());
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        var other = await shop.Shopper().PlaceAsync();
        foreach (var noted in (Guid[])[order, other])
            Assert.Equal(201, (await clerk.PostAsync($"/orders/{noted}/notes", Note("Ada rings twice."), Shopper.NewKey())).Status);

        await shop.Topics.ErasedAsync(shopper.User);

        await Eventually.Async(
            () => shop.ScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM order_notes WHERE order_id = @id)", ("id", order)),
            "the notes are erased");
        Assert.Single((await clerk.GetAsync($"/orders/{other}/notes")).Body!["items"]!.AsArray());
        Assert.False(
            await shop.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM idempotency_keys WHERE body LIKE '%rings twice%')"),
            "an answer that is kept for repetitions has the text");
    }

    [Theory]
    [InlineData("""{ "text": "" }""")]
    [InlineData("""{ "text": " \n " }""")]
    [InlineData("""{ "text": "a\u0000b" }""")]
    [InlineData("{}")]
    public async Task Note_without_a_text_returns_400_with_the_field(string body)
    {
        var answer = await Staff().PostAsync($"/orders/{Guid.CreateVersion7()}/notes", JsonNode.Parse(body), Shopper.NewKey());

        Assert.Equal(400, answer.Status);
        Assert.Contains("\"text\"", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_that_is_too_long_or_without_a_key_or_about_no_order_is_refused()
    {
        var (clerk, path) = (Staff(), $"/orders/{Guid.CreateVersion7()}/notes");

        Assert.Contains(
            "\"text\"", (await clerk.PostAsync(path, Note(new('a', 2001)), Shopper.NewKey())).Errors, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key", (await clerk.PostAsync(path, Note("x"), null)).Errors, StringComparison.Ordinal);
        Assert.Equal(404, (await clerk.PostAsync(path, Note(new('a', 2000)), Shopper.NewKey())).Status);
        Assert.Equal(404, (await clerk.GetAsync(path)).Status);
    }

    private Shopper Staff() => shop.Shopper(null, "orders:read", "orders:write");

    private static JsonObject Note(string text) => new() { ["text"] = text };
}
