using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class DeadLetterTests(NotificationShop shop)
{
    [Fact]
    public async Task Unreadable_event_is_dead_lettered_and_next_one_is_handled()
    {
        var (ada, staff, id) = (Person.New(shop), Person.New(shop), Guid.CreateVersion7());
        await shop.PublishInvalidAsync("users.v1", "user-registered", id);
        await ada.RegisterAsync();
        await shop.MailsAsync(ada.Email);

        var letter = await FindAsync(staff, id, "notification-service");
        Assert.Equal(("users.v1", "user-registered.v1"), ((string?)letter["topic"], (string?)letter["type"]));
        Assert.Equal(HttpStatusCode.Conflict, (await staff.CallAsync(
            HttpMethod.Post, $"dead-letters/{letter["id"]}/replay", null, "orders:write")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await staff.CallAsync(
            HttpMethod.Delete, $"dead-letters/{letter["id"]}", null, "orders:write")).Status);
    }

    [Fact]
    public async Task Replayed_dead_letter_sends_one_mail()
    {
        var (ada, staff, order) = (Person.New(shop), Person.New(shop), Guid.CreateVersion7());
        // The table is missing for a while: every attempt fails.
        await shop.QueryAsync<int>("ALTER TABLE orders RENAME TO orders_away");
        Guid id;
        JsonNode letter;
        try
        {
            id = await ada.PlaceAsync(order);
            letter = await FindAsync(staff, id, "notification-service");
        }
        finally
        {
            await shop.QueryAsync<int>("ALTER TABLE orders_away RENAME TO orders");
        }

        Assert.Equal(HttpStatusCode.NoContent, (await staff.CallAsync(
            HttpMethod.Post, $"dead-letters/{letter["id"]}/replay", null, "orders:write")).Status);
        Assert.Single(await shop.QueryAsync<Guid>($"SELECT order_id FROM orders WHERE order_id = '{order}'"));
    }

    private static async Task<JsonNode> FindAsync(Person staff, Guid eventId, string consumer)
    {
        JsonNode? letter = null;
        await Eventually.Async(async () =>
        {
            var (_, page) = await staff.CallAsync(HttpMethod.Get, "dead-letters?limit=100", null, "orders:write");
            letter = page!["items"]!.AsArray()
                .FirstOrDefault(item => (string?)item!["eventId"] == $"{eventId}" && (string?)item["consumer"] == consumer);
            return letter is not null;
        }, "the dead letter is listed", TimeSpan.FromSeconds(40));
        return letter!;
    }
}
