using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.NotificationService.Tests;

/// <summary>What staff see of the messages about an order, and send again.</summary>
[Collection(NotificationShopCollection.Name)]
public sealed class OrderMessageTests(NotificationShop shop)
{
    private readonly Guid staff = Guid.CreateVersion7();

    [Fact]
    public async Task Messages_about_an_order_are_listed_newest_first_without_address_and_content()
    {
        var (ada, order) = await ConfirmedAsync();
        await ada.ConfirmAsync(Guid.CreateVersion7());
        await ada.DeliverAsync(order);
        await shop.MailsAsync(ada.Email, 4);

        var (status, first) = await StaffAsync(HttpMethod.Get, $"orders/{order}?limit=2");
        Assert.Equal(HttpStatusCode.OK, status);
        var (_, rest) = await StaffAsync(HttpMethod.Get, $"orders/{order}?after={first!["next"]}");
        // Both of the delivery are made at one moment.
        Assert.Equal(["order-delivered", "review-invitation"], Kinds(first).Order());
        Assert.Equal(["order-confirmed"], Kinds(rest!));
        Assert.DoesNotContain(ada.Email, first.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_message_is_sent_again_once_for_a_key_as_a_message_of_its_own()
    {
        var (ada, order) = await ConfirmedAsync();
        var id = await MessageAsync(order);

        var key = $"{Guid.CreateVersion7()}";
        Assert.Equal(HttpStatusCode.Accepted, await ResendAsync(id, key));
        Assert.Equal(HttpStatusCode.Accepted, await ResendAsync(id, key));
        var mails = await shop.MailsAsync(ada.Email, 2);
        Assert.Equal(mails[0].Text, mails[1].Text);
        await shop.StatusAsync(ada.Id, "order-confirmed", "Sent, Sent");

        Assert.Equal(HttpStatusCode.Accepted, await ResendAsync(id, null));
        await shop.StatusAsync(ada.Id, "order-confirmed", "Sent, Sent, Sent");
    }

    [Fact]
    public async Task Message_is_sent_again_five_times_a_day_at_most()
    {
        var (ada, order) = await ConfirmedAsync();
        var id = await MessageAsync(order);
        string[] keys = [.. Enumerable.Range(0, 8).Select(_ => $"{Guid.CreateVersion7()}")];

        var answers = await Task.WhenAll(keys.Select(key => ResendAsync(id, key)));
        Assert.Equal(5, answers.Count(answer => answer == HttpStatusCode.Accepted));
        Assert.Equal(3, answers.Count(answer => answer == HttpStatusCode.TooManyRequests));
        await shop.StatusAsync(ada.Id, "order-confirmed", "Sent, Sent, Sent, Sent, Sent, Sent");
        // A copy is no message that could be copied anew.
        var copy = (await shop.QueryAsync<Guid>($"SELECT id FROM messages WHERE order_id = '{order}' ORDER BY id DESC LIMIT 1")).Single();
        Assert.Equal(HttpStatusCode.TooManyRequests, await ResendAsync(copy, null));
        // A repetition of one that was taken is answered as before.
        Assert.Equal(HttpStatusCode.Accepted, await ResendAsync(id, keys[Array.IndexOf(answers, HttpStatusCode.Accepted)]));
        await shop.StatusAsync(ada.Id, "order-confirmed", "Sent, Sent, Sent, Sent, Sent, Sent");
    }

    [Fact]
    public async Task Message_without_its_content_and_link_that_was_sent_are_not_sent_again()
    {
        var (_, order) = await ConfirmedAsync();
        var id = await MessageAsync(order);
        await shop.QueryAsync<int>($"UPDATE messages SET kind = 'reset-password' WHERE id = '{id}'");
        Assert.Equal(HttpStatusCode.Conflict, await ResendAsync(id, null));

        await shop.QueryAsync<int>($"UPDATE messages SET kind = 'order-confirmed', data = NULL WHERE id = '{id}'");
        Assert.Equal(HttpStatusCode.Conflict, await ResendAsync(id, null));
        Assert.Equal(HttpStatusCode.BadRequest, await ResendAsync(id, new('k', 129)));
    }

    private async Task<(Person Ada, Guid Order)> ConfirmedAsync()
    {
        var (ada, order) = (Person.New(shop), Guid.CreateVersion7());
        await ada.ConfirmAsync(order);
        await shop.StatusAsync(ada.Id, "order-confirmed", "Sent");
        return (ada, order);
    }

    private async Task<Guid> MessageAsync(Guid order)
        => Assert.Single(await shop.QueryAsync<Guid>($"SELECT id FROM messages WHERE order_id = '{order}'"));

    private Task<(HttpStatusCode Status, JsonNode? Body)> StaffAsync(HttpMethod method, string path)
        => Person.New(shop).CallAsync(method, path, null, "orders:read", "orders:write");

    private async Task<HttpStatusCode> ResendAsync(Guid message, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/notifications/{message}/resend");
        request.Headers.Authorization = new("Bearer", shop.Tokens.Issue(staff, "orders:write"));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await shop.Http.SendAsync(request);
        return response.StatusCode;
    }

    private static IEnumerable<string> Kinds(JsonNode page) => page["items"]!.AsArray().Select(message => (string)message!["kind"]!);
}
