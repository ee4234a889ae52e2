using System.Text.Json.Nodes;
using Ecommerce.NotificationService.Tests.Servers;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class GuestTests(NotificationShop shop)
{
    [Fact]
    public async Task Mails_about_a_guests_order_have_a_link_with_the_orders_key()
    {
        var guest = Guest();
        var order = Guid.CreateVersion7();
        await guest.PlaceAsync(order);
        await guest.ConfirmAsync(order);
        await guest.OrderAsync("shipped", order, new()
        {
            ["carrier"] = "DHL", ["trackingNumber"] = "JD01", ["shippedAt"] = "2026-01-01T00:00:00Z",
        });
        await shop.PublishAsync("payments.v1", "payment-refunded", order, new()
        {
            ["orderId"] = $"{order}", ["paymentId"] = $"{Guid.CreateVersion7()}", ["refundId"] = $"{Guid.CreateVersion7()}",
            ["amount"] = Person.Money(10), ["refundedAt"] = "2026-01-01T00:00:00Z",
        });

        var link = $"https://shop.example/orders/{order}?key={StubUsers.KeyOf(order)}";
        foreach (var mail in await shop.MailsAsync(guest.Email, 3))
        {
            Assert.Contains(link, mail.Text, StringComparison.Ordinal);
            Assert.Contains(link, mail.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(StubUsers.KeyOf(order), shop.Process.Output, StringComparison.Ordinal);
        Assert.Empty(await shop.QueryAsync<Guid>($"SELECT id FROM messages WHERE data::text LIKE '%{StubUsers.KeyOf(order)}%'"));
    }

    [Fact]
    public async Task Mail_of_a_guests_approved_return_leads_to_its_label_with_the_orders_key()
    {
        var guest = Guest();
        var (order, returned) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await guest.ReturnAsync("approved", order, returned, new() { ["approvedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Contains(
            $"https://shop.example/orders/{order}/returns/{returned}/label?key={StubUsers.KeyOf(order)}",
            Assert.Single(await shop.MailsAsync(guest.Email)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_of_a_cancelled_guest_order_has_the_key_and_a_registered_buyers_has_none()
    {
        var (guest, ada) = (Guest(), Person.New(shop));
        var (orderOfGuest, orderOfAda) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await CancelAsync(guest, orderOfGuest);
        await CancelAsync(ada, orderOfAda);

        Assert.Contains($"{orderOfGuest}?key=", Assert.Single(await shop.MailsAsync(guest.Email)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("key=", Assert.Single(await shop.MailsAsync(ada.Email)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guest_receives_no_marketing()
    {
        var guest = Guest();
        var order = Guid.CreateVersion7();
        await guest.PlaceAsync(order);
        await guest.DeliverAsync(order);

        await shop.StatusAsync(guest.Id, "review-invitation", "Suppressed address-not-verified");
        Assert.Equal(["Sent"], await shop.StatusesAsync(guest.Id, "order-delivered"));
    }

    [Fact]
    public async Task Mail_waits_while_the_key_cannot_be_read()
    {
        var guest = Guest();
        var order = Guid.CreateVersion7();
        shop.Users.AreOrdersAway = true;
        try
        {
            await CancelAsync(guest, order);
            await shop.StatusAsync(guest.Id, "order-cancelled", "Pending order-service-away");
        }
        finally
        {
            shop.Users.AreOrdersAway = false;
        }

        Assert.Contains("?key=", Assert.Single(await shop.MailsAsync(guest.Email)).Text, StringComparison.Ordinal);
    }

    private static Task<Guid> CancelAsync(Person person, Guid order) => person.OrderAsync("cancelled", order, new JsonObject
    {
        ["lines"] = new JsonArray(), ["total"] = Person.Money(10), ["reason"] = "requested-by-customer",
        ["cancelledAt"] = "2026-01-01T00:00:00Z",
    });

    private Person Guest()
    {
        var email = $"guest-{Guid.CreateVersion7():n}@mail.example";
        return new(shop, shop.Users.Add(email, verified: false, guest: true), email);
    }
}
