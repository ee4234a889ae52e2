using System.Net;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class FailedMessageTests(NotificationShop shop)
{
    [Fact]
    public async Task Busy_server_is_retried_until_it_accepts()
    {
        var busy = Person.New(shop, "busy-2");
        await busy.RegisterAsync();

        Assert.Single(await shop.MailsAsync(busy.Email));
        await shop.StatusAsync(busy.Id, "welcome", "Sent");
        Assert.Equal(3, Assert.Single(await shop.QueryAsync<int>($"SELECT attempts FROM messages WHERE user_id = '{busy.Id}'")));
    }

    [Theory]
    [InlineData("hangup-rcpt-1", "Sent", 1)]
    [InlineData("hangup-data", "Unknown connection-lost", 0)]
    public async Task Lost_connection_is_retried_only_before_the_last_line(string prefix, string status, int mails)
    {
        var ada = Person.New(shop, prefix);
        await ada.RegisterAsync();

        await shop.StatusAsync(ada.Id, "welcome", status);
        Assert.Equal(mails, shop.Mail.To(ada.Email).Count);
    }

    [Fact]
    public async Task Refused_address_fails_at_once_and_can_be_resent()
    {
        var (nobody, staff) = (Person.New(shop, "nobody"), Person.New(shop));
        await nobody.RegisterAsync();
        await shop.StatusAsync(nobody.Id, "welcome", "Failed smtp-550");

        var (status, failed) = await staff.CallAsync(HttpMethod.Get, "failed?status=Failed", null, "orders:read");
        var entry = failed!["items"]!.AsArray().Single(item => (string?)item!["userId"] == $"{nobody.Id}")!;
        Assert.Equal((HttpStatusCode.OK, 1, "smtp-550"), (status, (int)entry["attempts"]!, (string?)entry["reason"]));
        Assert.DoesNotContain(nobody.Email, failed.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(
            HttpStatusCode.Accepted, (await staff.CallAsync(HttpMethod.Post, $"{entry["id"]}/resend", null, "orders:write")).Status);
        await Testing.Eventually.Async(
            async () => (await shop.QueryAsync<string>(
                $"SELECT status || attempts FROM messages WHERE user_id = '{nobody.Id}'")) is ["Failed2"], "it was tried again");
    }

    [Fact]
    public async Task Message_of_unknown_kind_does_not_block_others()
    {
        var ada = Person.New(shop);
        await shop.QueryAsync<int>($$"""
            INSERT INTO messages (id, cause, kind, channel, user_id, data, status, due_at, not_after, created_at)
            VALUES (gen_random_uuid(), 'event:{{ada.Id}}', 'kind-of-tomorrow', 'email', '{{ada.Id}}', '{}', 'Pending',
                now() - interval '1 hour', now() + interval '1 day', now())
            """);
        await ada.RegisterAsync();

        Assert.Equal("Welcome to Ecommerce", Assert.Single(await shop.MailsAsync(ada.Email)).Subject);
        await shop.StatusAsync(ada.Id, "kind-of-tomorrow", "Pending");
    }

    [Fact]
    public async Task Message_that_cannot_be_rendered_fails_and_is_listed()
    {
        var ada = Person.New(shop);
        // Its template needs an order.
        await shop.QueryAsync<int>($$"""
            INSERT INTO messages (id, cause, kind, channel, user_id, data, status, due_at, not_after, created_at)
            VALUES (gen_random_uuid(), 'event:{{ada.Id}}', 'order-confirmed', 'email', '{{ada.Id}}', '{}', 'Pending',
                now(), now() + interval '1 day', now())
            """);

        await shop.StatusAsync(ada.Id, "order-confirmed", "Failed fault");
    }

    [Fact]
    public async Task Message_after_last_attempt_is_listed_as_failed()
    {
        var busy = Person.New(shop, "busy-99");
        await busy.RegisterAsync();

        await shop.StatusAsync(busy.Id, "welcome", "Failed smtp-450");
        Assert.Equal(4, Assert.Single(await shop.QueryAsync<int>($"SELECT attempts FROM messages WHERE user_id = '{busy.Id}'")));
    }

    [Fact]
    public async Task Failed_list_is_paged()
    {
        var staff = Person.New(shop);
        for (var count = 0; count < 3; count++)
        {
            var nobody = Person.New(shop, "nobody");
            await nobody.RegisterAsync();
            await shop.StatusAsync(nobody.Id, "welcome", "Failed smtp-550");
        }

        var seen = new List<string>();
        for (var path = "failed?limit=2"; path.Length > 0;)
        {
            var (_, page) = await staff.CallAsync(HttpMethod.Get, path, null, "orders:read");
            seen.AddRange(page!["items"]!.AsArray().Select(item => (string)item!["id"]!));
            path = page["next"] is { } next ? $"failed?limit=2&after={next}" : "";
        }

        Assert.Equal(seen.Distinct().OrderDescending(), seen);
        Assert.Equal(
            await shop.QueryAsync<long>("SELECT count(*) FROM messages WHERE status IN ('Failed', 'Unknown')"), [seen.Count]);
    }

    [Fact]
    public async Task Waiting_message_or_expired_link_cannot_be_resent()
    {
        var (ada, staff) = (Person.New(shop), Person.New(shop));
        await ada.RegisterAsync();
        await shop.StatusAsync(ada.Id, "welcome", "Sent");
        var id = Assert.Single(await shop.QueryAsync<Guid>($"SELECT id FROM messages WHERE user_id = '{ada.Id}'"));

        await shop.QueryAsync<int>($"UPDATE messages SET status = 'Suppressed' WHERE id = '{id}'");
        Assert.Equal(HttpStatusCode.Conflict, (await staff.CallAsync(HttpMethod.Post, $"{id}/resend", null, "orders:write")).Status);
        await shop.QueryAsync<int>(
            $$"""
            UPDATE messages SET status = 'Failed', kind = 'reset-password', not_after = now() - interval '1 day', data = '{}'
            WHERE id = '{{id}}'
            """);
        Assert.Equal(HttpStatusCode.Conflict, (await staff.CallAsync(HttpMethod.Post, $"{id}/resend", null, "orders:write")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.CallAsync(
            HttpMethod.Post, $"{Guid.CreateVersion7()}/resend", null, "orders:write")).Status);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("orders/0199a7b2-1c3d-7000-8000-000000000002")]
    [InlineData("templates")]
    [InlineData("webhooks")]
    [InlineData("dead-letters")]
    public async Task Back_office_endpoint_without_permission_returns_403(string path)
        => Assert.Equal(HttpStatusCode.Forbidden, (await Person.New(shop).CallAsync(HttpMethod.Get, path)).Status);

    [Theory]
    [InlineData("failed?limit=0", "limit")]
    [InlineData("failed?status=Sent", "status")]
    [InlineData("failed?kind=nonsense", "kind")]
    [InlineData("failed?after=nonsense", "after")]
    public async Task Invalid_filter_returns_400_that_names_it(string path, string field)
    {
        var (status, problem) = await Person.New(shop).CallAsync(HttpMethod.Get, path, null, "orders:read");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([field], problem!["errors"]!.AsObject().Select(error => error.Key));
    }
}
