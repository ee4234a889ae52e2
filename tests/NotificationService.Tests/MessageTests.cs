using System.Text.Json.Nodes;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class MessageTests(NotificationShop shop)
{
    [Fact]
    public async Task Who_registers_is_welcomed_by_name_in_text_and_HTML_that_agree()
    {
        var ada = Person.New(shop, name: "Ada <b>Lovelace</b>");
        await ada.RegisterAsync();

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        Assert.Equal("Welcome to Ecommerce", mail.Subject);
        Assert.Contains("Welcome, Ada <b>Lovelace</b>!", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Welcome, Ada &lt;b&gt;Lovelace&lt;/b&gt;!", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", mail.Html, StringComparison.Ordinal);
        Assert.Equal(ada.Email, mail.Header("To"));
        Assert.EndsWith("<shop@shop.example>", mail.Header("From"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.True(mail.Raw.Split("\r\n").All(line => line.Length <= 998 && line.All(char.IsAscii)), "Every line is short and in ASCII.");
    }

    [Theory]
    [InlineData("email-verification-requested", "https://shop.example/account/verify?token=s3cret-token")]
    [InlineData("password-reset-requested", "https://shop.example/account/reset?token=s3cret-token")]
    public async Task A_links_secret_comes_by_mail_and_is_forgotten_then(string type, string link)
    {
        var ada = Person.New(shop);
        var id = await ada.SayAsync(type, new() { ["token"] = "s3cret-token", ["expiresAt"] = "2045-01-02T03:04:05Z" });

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        Assert.Contains(link, mail.Text, StringComparison.Ordinal);
        Assert.Contains(link, mail.Html, StringComparison.Ordinal);
        Assert.Contains("2045-01-02 03:04 UTC", mail.Text, StringComparison.Ordinal);
        Assert.Null(mail.Header("List-Unsubscribe"));
        await Testing.Eventually.Async(
            async () => (await shop.QueryAsync<string>($"SELECT status FROM messages WHERE cause = 'event:{id}' AND data IS NULL")) is ["Sent"], "the secret is gone");
        Assert.DoesNotContain("s3cret", shop.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ada.Email, shop.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_has_expired_is_not_sent()
    {
        var ada = Person.New(shop);
        await ada.SayAsync("password-reset-requested", new() { ["token"] = "old", ["expiresAt"] = "2026-01-01T00:00:00Z" });

        await shop.StatusAsync(ada.Id, "reset-password", "Expired");
        Assert.Empty(shop.Mail.To(ada.Email));
    }

    [Fact]
    public async Task A_link_to_prove_a_new_address_goes_to_that_address()
    {
        var (email, pending) = ($"old-{Guid.CreateVersion7():n}@mail.example", $"new-{Guid.CreateVersion7():n}@mail.example");
        var ada = new Person(shop, shop.Users.Add(email, pendingEmail: pending), email);
        await ada.SayAsync("email-verification-requested", new() { ["token"] = "t", ["expiresAt"] = "2045-01-01T00:00:00Z" });
        await shop.MailsAsync(pending);
        await ada.SayAsync("password-changed", new() { ["changedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal("Your password was changed", Assert.Single(await shop.MailsAsync(email)).Subject);
    }

    [Fact]
    public async Task Whose_address_is_to_change_is_told_at_the_old_one()
    {
        var (email, pending) = ($"old-{Guid.CreateVersion7():n}@mail.example", $"new-{Guid.CreateVersion7():n}@mail.example");
        var ada = new Person(shop, shop.Users.Add(email, pendingEmail: pending), email);
        await ada.SayAsync("email-change-requested", new() { ["requestedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal("Your email address is to change", Assert.Single(await shop.MailsAsync(email)).Subject);
        Assert.Empty(shop.Mail.To(pending));
    }

    [Fact]
    public async Task A_confirmed_order_is_told_with_its_lines_and_total_in_the_buyers_language()
    {
        var order = Guid.CreateVersion7();
        var ada = Person.New(shop, locale: "de-CH");
        await ada.PlaceAsync(order);
        await ada.ConfirmAsync(order);

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        Assert.Equal($"Ihre Bestellung {$"{order}"[..13]} ist bestätigt", mail.Subject);
        Assert.Contains("1 x Tent <Fjord> (2 persons)  1.199,50 EUR", mail.Text, StringComparison.Ordinal);
        Assert.Contains("2 x Sleeping bag  179,90 EUR", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Summe: 1.379,40 EUR", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Tent &lt;Fjord&gt; (2 persons)", mail.Html, StringComparison.Ordinal);
        Assert.Contains("1.379,40 EUR", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"https://shop.example/orders/{order}", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_followed_to_its_end_with_one_mail_for_each_step()
    {
        var order = Guid.CreateVersion7();
        var ada = Person.New(shop);
        await ada.PlaceAsync(order);
        await ada.OrderAsync("shipped", order, new() { ["carrier"] = "DHL", ["trackingNumber"] = "0034-X", ["shippedAt"] = "2026-01-01T00:00:00Z" });
        var shipped = (await shop.MailsAsync(ada.Email))[0];
        await ada.DeliverAsync(order);
        var mails = await shop.MailsAsync(ada.Email, 3);

        Assert.Contains("is on its way", shipped.Subject, StringComparison.Ordinal);
        Assert.Contains("DHL", shipped.Text, StringComparison.Ordinal);
        Assert.Contains("0034-X", shipped.Text, StringComparison.Ordinal);
        // The event has no lines: the order that was placed has.
        Assert.Contains("2 x Sleeping bag", shipped.Text, StringComparison.Ordinal);
        Assert.Contains("has arrived", mails[1].Subject, StringComparison.Ordinal);
        Assert.Equal("How do you like it?", mails[2].Subject);
        Assert.NotNull(mails[2].Header("List-Unsubscribe"));
    }

    [Theory]
    [InlineData("out-of-stock", "Something in it has just been sold out.")]
    [InlineData("payment-declined", "The payment was declined.")]
    [InlineData("a-reason-of-tomorrow", "It could not be fulfilled.")]
    public async Task A_cancelled_order_says_why(string reason, string text)
    {
        var ada = Person.New(shop);
        await ada.OrderAsync("cancelled", Guid.CreateVersion7(), new()
        {
            ["lines"] = new JsonArray(), ["total"] = Person.Money(1m), ["reason"] = reason, ["cancelledAt"] = "2026-01-01T00:00:00Z",
        });

        Assert.Contains(text, Assert.Single(await shop.MailsAsync(ada.Email)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_that_comes_before_its_order_is_told_as_soon_as_the_order_is_known()
    {
        var order = Guid.CreateVersion7();
        var ada = Person.New(shop);
        await shop.SayAsync("payments.v1", "payment-refunded", order, new()
        {
            ["orderId"] = $"{order}", ["paymentId"] = $"{Guid.CreateVersion7()}", ["refundId"] = $"{Guid.CreateVersion7()}", ["amount"] = Person.Money(89.95m),
            ["refundedAt"] = "2026-01-01T00:00:00Z",
        });
        await Testing.Eventually.Async(
            async () => (await shop.QueryAsync<string>($"SELECT reason FROM messages WHERE order_id = '{order}'")) is ["order-unknown"], "it waits for its order");
        await ada.PlaceAsync(order);

        Assert.StartsWith("89.95 EUR of your order", Assert.Single(await shop.MailsAsync(ada.Email)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_long_ago_is_not_told_any_more()
    {
        var ada = Person.New(shop);
        var id = await ada.RegisterAsync();
        await shop.MailsAsync(ada.Email);
        await shop.QueryAsync<int>($"UPDATE messages SET status = 'Pending', not_after = now() - interval '1 second', due_at = now() WHERE cause = 'event:{id}'");

        await shop.StatusAsync(ada.Id, "welcome", "Expired");
        Assert.Single(shop.Mail.To(ada.Email));
    }

    [Fact]
    public async Task Nobody_is_written_to_who_has_no_account_or_a_disabled_one()
    {
        var (gone, disabled) = (Person.New(shop), Person.New(shop, disabled: true));
        shop.Users.Remove(gone.Id);
        await gone.RegisterAsync();
        await disabled.RegisterAsync();

        await shop.StatusAsync(gone.Id, "welcome", "Suppressed no-account");
        await shop.StatusAsync(disabled.Id, "welcome", "Suppressed account-disabled");
    }

    [Fact]
    public async Task People_see_what_they_were_sent_and_nobody_elses()
    {
        var (ada, eve) = (Person.New(shop), Person.New(shop));
        await ada.RegisterAsync();
        await shop.MailsAsync(ada.Email);
        await shop.StatusAsync(ada.Id, "welcome", "Sent");

        var (_, mine) = await ada.CallAsync(HttpMethod.Get, "mine");
        Assert.Equal("welcome", (string?)mine!["items"]!.AsArray().Single()!["kind"]);
        Assert.Empty((await eve.CallAsync(HttpMethod.Get, "mine")).Body!["items"]!.AsArray());
    }
}
