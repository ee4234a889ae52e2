using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class MessageTests(NotificationShop shop)
{
    [Fact]
    public async Task Registered_user_receives_welcome_in_text_and_html()
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
    [InlineData("en", "Welcome, dear customer!")]
    [InlineData("de", "Willkommen, liebe Kundin, lieber Kunde!")]
    public async Task Web_address_in_a_name_is_not_mailed(string locale, string greeting)
    {
        var lure = Person.New(shop, name: "You won! Claim at https://prize.example", locale: locale);
        await lure.RegisterAsync();

        var mail = Assert.Single(await shop.MailsAsync(lure.Email));
        Assert.Contains(greeting, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("prize", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_reaches_an_address_with_an_encoded_domain()
    {
        var email = $"ada-{Guid.CreateVersion7():n}@xn--mnchen-3ya.example";
        await new Person(shop, shop.Users.Add(email), email).RegisterAsync();

        Assert.Equal(email, Assert.Single(await shop.MailsAsync(email)).Header("To"));
    }

    [Theory]
    [InlineData("email-verification-requested", "https://shop.example/account/verify?token=s3cret-token")]
    [InlineData("password-reset-requested", "https://shop.example/account/reset?token=s3cret-token")]
    public async Task Secret_of_link_is_mailed_and_then_deleted(string type, string link)
    {
        var ada = Person.New(shop);
        var id = await ada.PublishAsync(type, new() { ["token"] = "s3cret-token", ["expiresAt"] = "2045-01-02T03:04:05Z" });

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        Assert.Contains(link, mail.Text, StringComparison.Ordinal);
        Assert.Contains(link, mail.Html, StringComparison.Ordinal);
        Assert.Contains("2045-01-02 03:04 UTC", mail.Text, StringComparison.Ordinal);
        Assert.Null(mail.Header("List-Unsubscribe"));
        await Testing.Eventually.Async(
            async () => (await shop.QueryAsync<string>(
                $"SELECT status FROM messages WHERE cause = 'event:{id}' AND data IS NULL")) is ["Sent"], "the secret is gone");
        Assert.DoesNotContain("s3cret", shop.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ada.Email, shop.Process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "You are invited to work in the back office of Ecommerce", "somebody at Ecommerce entered your address")]
    [InlineData("de", "Sie sind in das Backoffice von Ecommerce eingeladen", "weil jemand bei Ecommerce Ihre Adresse eingegeben hat")]
    public async Task Invited_person_gets_a_link_to_the_back_office(string locale, string subject, string footer)
    {
        var invited = Person.New(shop, locale: locale, verified: false);
        await shop.PublishAsync("users.v1", "staff-invited", invited.Id, new()
        {
            ["invitationId"] = $"{invited.Id}", ["token"] = "inv1te-token", ["expiresAt"] = "2045-01-02T03:04:05Z",
        });

        var mail = Assert.Single(await shop.MailsAsync(invited.Email));
        Assert.Equal(subject, mail.Subject);
        foreach (var part in (string[])["https://office.shop.example/invitation?token=inv1te-token", "2045", footer])
        {
            Assert.Contains(part, mail.Text, StringComparison.Ordinal);
            Assert.Contains(part, mail.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("inv1te", shop.Process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "turned-on", "Two-factor sign-in was turned on")]
    [InlineData("en", "turned-off", "Two-factor sign-in was turned off")]
    [InlineData("en", "removed", "Our staff removed the second factor")]
    [InlineData("de", "recovery-codes-replaced", "neue Wiederherstellungscodes")]
    [InlineData("de", "recovery-code-used", "ein Wiederherstellungscode verwendet")]
    public async Task Owner_is_told_of_a_change_of_the_second_factor(string locale, string change, string text)
    {
        var ada = Person.New(shop, locale: locale);
        await ada.PublishAsync("second-factor-changed", new() { ["change"] = change, ["changedAt"] = "2026-01-01T00:00:00Z" });

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        Assert.Equal(locale == "en" ? "The second factor of your account" : "Der zweite Faktor Ihres Kontos", mail.Subject);
        Assert.Contains(text, mail.Text, StringComparison.Ordinal);
        Assert.Null(mail.Header("List-Unsubscribe"));
    }

    [Fact]
    public async Task Expired_link_is_not_sent()
    {
        var ada = Person.New(shop);
        await ada.PublishAsync("password-reset-requested", new() { ["token"] = "old", ["expiresAt"] = "2026-01-01T00:00:00Z" });

        await shop.StatusAsync(ada.Id, "reset-password", "Expired");
        Assert.Empty(shop.Mail.To(ada.Email));
    }

    [Fact]
    public async Task Verification_link_is_sent_to_the_new_address()
    {
        var (email, pending) = ($"old-{Guid.CreateVersion7():n}@mail.example", $"new-{Guid.CreateVersion7():n}@mail.example");
        var ada = new Person(shop, shop.Users.Add(email, pendingEmail: pending), email);
        await ada.PublishAsync("email-verification-requested", new() { ["token"] = "t", ["expiresAt"] = "2045-01-01T00:00:00Z" });
        await shop.MailsAsync(pending);
        await ada.PublishAsync("password-changed", new() { ["changedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal("Your password was changed", Assert.Single(await shop.MailsAsync(email)).Subject);
    }

    [Theory]
    [InlineData("en", "You already have an account")]
    [InlineData("de", "Sie haben schon ein Konto")]
    public async Task Owner_is_told_of_a_registration_with_the_accounts_address(string locale, string subject)
    {
        var ada = Person.New(shop, locale: locale);
        await ada.PublishAsync("registration-repeated", new() { ["attemptedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal(subject, Assert.Single(await shop.MailsAsync(ada.Email)).Subject);
    }

    [Fact]
    public async Task Email_change_notice_is_sent_to_the_old_address()
    {
        var (email, pending) = ($"old-{Guid.CreateVersion7():n}@mail.example", $"new-{Guid.CreateVersion7():n}@mail.example");
        var ada = new Person(shop, shop.Users.Add(email, pendingEmail: pending), email);
        await ada.PublishAsync("email-change-requested", new() { ["requestedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal("Your email address is to change", Assert.Single(await shop.MailsAsync(email)).Subject);
        Assert.Empty(shop.Mail.To(pending));
    }

    [Fact]
    public async Task Confirmed_order_sends_lines_and_total_in_the_buyers_language()
    {
        var order = Guid.CreateVersion7();
        var ada = Person.New(shop, locale: "de-CH");
        await ada.PlaceAsync(order);
        await ada.ConfirmAsync(order);

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        Assert.Equal($"Ihre Bestellung {ShortNumber.Of(order)} ist bestätigt", mail.Subject);
        Assert.Contains("1 x Tent <Fjord> (2 persons)  1.199,50 EUR", mail.Text, StringComparison.Ordinal);
        Assert.Contains("2 x Sleeping bag  179,90 EUR", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Summe: 1.379,40 EUR", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Tent &lt;Fjord&gt; (2 persons)", mail.Html, StringComparison.Ordinal);
        Assert.Contains("1.379,40 EUR", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"https://shop.example/de/orders/{order}", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirmation_adds_up_from_lines_to_total()
    {
        var ada = Person.New(shop);
        await ada.ConfirmAsync(Guid.CreateVersion7(), total: 1499.92m, costs: Costs(1379.4m, 23.8m, 4.9m, 139.42m, 0));

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        string[] rows =
        [
            "1 x Tent <Fjord> (2 persons)  1,199.50 EUR", "2 x Sleeping bag  179.90 EUR", "Subtotal: 1,379.40 EUR", "Discount: -23.80 EUR",
            "Shipping: 4.90 EUR", "Tax: 139.42 EUR", "Total: 1,499.92 EUR",
        ];
        Assert.Contains(string.Join("\n  ", rows), mail.Text, StringComparison.Ordinal);
        Assert.Contains(">-23.80 EUR<", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirmation_names_the_tax_that_prices_contain_below_the_total_and_no_empty_rows()
    {
        var ada = Person.New(shop);
        await ada.ConfirmAsync(Guid.CreateVersion7(), costs: Costs(1379.4m, 0, 0, 0, 220.24m));

        var text = Assert.Single(await shop.MailsAsync(ada.Email)).Text;
        Assert.Contains("179.90 EUR\n  Total: 1,379.40 EUR\n  Of which tax: 220.24 EUR", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Discount", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirmation_and_shipment_say_where_the_order_goes_in_a_text_that_cannot_be_forged()
    {
        var (ada, order) = (Person.New(shop), Guid.CreateVersion7());
        shop.Users.AddOrder(order, "Ada <b>L</b>", "Hauptstraße 1\nTotal: 0.00 EUR", "Berlin", "10115", "DE");
        await ada.ConfirmAsync(order);
        await shop.MailsAsync(ada.Email);
        await ada.OrderAsync("shipped", order, new()
        {
            ["carrier"] = "DHL", ["trackingNumber"] = "1", ["shippedAt"] = "2026-01-01T00:00:00Z",
        });

        foreach (var mail in await shop.MailsAsync(ada.Email, 2))
        {
            Assert.Contains(
                "It goes to:\n  Ada <b>L</b>\n  Hauptstraße 1 Total: 0.00 EUR\n  10115 Berlin\n  DE\n", mail.Text,
                StringComparison.Ordinal);
            Assert.Contains("Ada &lt;b&gt;L&lt;/b&gt;<br>", mail.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Berlin", string.Join(' ', await shop.QueryAsync<string>(
            $"SELECT data::text FROM messages WHERE user_id = '{ada.Id}'")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirmation_waits_while_order_service_is_unavailable()
    {
        var (ada, order) = (Person.New(shop), Guid.CreateVersion7());
        shop.Users.AreOrdersAway = true;
        try
        {
            await ada.ConfirmAsync(order);
            await Eventually.Async(
                async () => (await shop.StatusesAsync(ada.Id, "order-confirmed")) is ["Pending order-service-away"], "it waits",
                TimeSpan.FromSeconds(30));
        }
        finally
        {
            shop.Users.AreOrdersAway = false;
        }

        Assert.Single(await shop.MailsAsync(ada.Email));
    }

    [Theory]
    [InlineData("payment-declined", true, true, "Nothing was charged. What you ordered is in your cart again.", "goes back")]
    [InlineData("payment-declined", true, false, "Nothing was charged.", "in your cart")]
    [InlineData("timed-out", false, true, "goes back to you in full", "Nothing was charged")]
    [InlineData("requested-by-customer", false, false, "goes back to you in full", "in your cart")]
    [InlineData("cancelled-by-shop", false, false, "The shop had to cancel it.", "You asked for it")]
    public async Task Cancelled_order_says_what_was_charged_and_where_its_lines_are(
        string reason, bool nothingCharged, bool backInCart, string said, string unsaid)
    {
        var ada = Person.New(shop);
        await ada.OrderAsync("cancelled", Guid.CreateVersion7(), new()
        {
            ["lines"] = new JsonArray(), ["total"] = Person.Money(1m), ["reason"] = reason, ["cancelledAt"] = "2026-01-01T00:00:00Z",
            ["nothingCharged"] = nothingCharged, ["backInCart"] = backInCart,
        });

        var text = Assert.Single(await shop.MailsAsync(ada.Email)).Text;
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_sends_one_mail_per_step()
    {
        var order = Guid.CreateVersion7();
        var ada = Person.New(shop);
        await ada.PlaceAsync(order);
        await ada.OrderAsync(
            "shipped", order, new() { ["carrier"] = "DHL", ["trackingNumber"] = "0034-X", ["shippedAt"] = "2026-01-01T00:00:00Z" });
        var shipped = (await shop.MailsAsync(ada.Email))[0];
        await ada.DeliverAsync(order);
        var mails = await shop.MailsAsync(ada.Email, 3);

        Assert.Contains("is on its way", shipped.Subject, StringComparison.Ordinal);
        Assert.Contains("DHL", shipped.Text, StringComparison.Ordinal);
        Assert.Contains("0034-X", shipped.Text, StringComparison.Ordinal);
        // The event has no lines: they come from the snapshot of the placed order.
        Assert.Contains("2 x Sleeping bag", shipped.Text, StringComparison.Ordinal);
        Assert.Contains("has arrived", mails[1].Subject, StringComparison.Ordinal);
        Assert.Equal("How do you like it?", mails[2].Subject);
        Assert.NotNull(mails[2].Header("List-Unsubscribe"));
    }

    [Theory]
    [InlineData("out-of-stock", "Something in it has just been sold out.")]
    [InlineData("payment-declined", "The payment was declined.")]
    [InlineData("a-reason-of-tomorrow", "It could not be fulfilled.")]
    public async Task Cancelled_order_sends_its_reason(string reason, string text)
    {
        var ada = Person.New(shop);
        await ada.OrderAsync("cancelled", Guid.CreateVersion7(), new()
        {
            ["lines"] = new JsonArray(), ["total"] = Person.Money(1m), ["reason"] = reason, ["cancelledAt"] = "2026-01-01T00:00:00Z",
        });

        Assert.Contains(text, Assert.Single(await shop.MailsAsync(ada.Email)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refund_received_before_its_order_is_sent_when_the_order_arrives()
    {
        var order = Guid.CreateVersion7();
        var ada = Person.New(shop);
        await shop.PublishAsync("payments.v1", "payment-refunded", order, new()
        {
            ["orderId"] = $"{order}", ["paymentId"] = $"{Guid.CreateVersion7()}", ["refundId"] = $"{Guid.CreateVersion7()}",
            ["amount"] = Person.Money(89.95m),
            ["refundedAt"] = "2026-01-01T00:00:00Z",
        });
        await Testing.Eventually.Async(
            async () => (await shop.QueryAsync<string>($"SELECT reason FROM messages WHERE order_id = '{order}'")) is ["order-unknown"],
            "it waits for its order");
        await ada.PlaceAsync(order);

        Assert.StartsWith("89.95 EUR of your order", Assert.Single(await shop.MailsAsync(ada.Email)).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "is approved", "We cannot take back", "2 x Sleeping bag", "The reason: It was <used>.")]
    [InlineData("de", "ist angenommen", "können wir nicht annehmen", "2 x Sleeping bag", "Der Grund: It was <used>.")]
    public async Task Buyer_is_told_once_whether_a_return_is_approved_and_why_it_is_not(
        string locale, string approved, string rejected, string line, string reason)
    {
        var ada = Person.New(shop, locale: locale);
        var (order, first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var times = 0; times < 2; times++)
        {
            await ada.ReturnAsync("approved", order, first, new() { ["approvedAt"] = "2026-01-01T00:00:00Z" });
            await ada.ReturnAsync(
                "rejected", order, second, new() { ["reason"] = "It was <used>.", ["rejectedAt"] = "2026-01-01T00:00:00Z" });
        }

        await ada.ConfirmAsync(order);
        var mails = await shop.MailsAsync(ada.Email, 3);

        var mayTravel = Assert.Single(mails, mail => mail.Subject.Contains(approved, StringComparison.Ordinal));
        var label = $"https://shop.example{(locale == "de" ? "/de" : "")}/orders/{order}/returns/{first}/label";
        Assert.Contains($"{label}\n", mayTravel.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"href=\"{label}\"", mayTravel.Html, StringComparison.Ordinal);
        var told = Assert.Single(mails, mail => mail.Subject.Contains(rejected, StringComparison.Ordinal));
        Assert.Contains(reason, told.Text, StringComparison.Ordinal);
        Assert.Contains("It was &lt;used&gt;.", told.Html, StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.Contains(line, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_event_sends_no_mail()
    {
        var ada = Person.New(shop);
        var id = await ada.RegisterAsync();
        await shop.StatusAsync(ada.Id, "welcome", "Sent");
        await shop.QueryAsync<int>(
            $"UPDATE messages SET status = 'Pending', not_after = now() - interval '1 second', due_at = now() WHERE cause = 'event:{id}'");

        await shop.StatusAsync(ada.Id, "welcome", "Expired");
        Assert.Single(shop.Mail.To(ada.Email));
    }

    [Fact]
    public async Task Missing_or_disabled_account_receives_no_mail()
    {
        var (gone, disabled) = (Person.New(shop), Person.New(shop, disabled: true));
        shop.Users.Remove(gone.Id);
        await gone.RegisterAsync();
        await disabled.RegisterAsync();

        await shop.StatusAsync(gone.Id, "welcome", "Suppressed no-account");
        await shop.StatusAsync(disabled.Id, "welcome", "Suppressed account-disabled");
    }

    [Fact]
    public async Task Own_messages_are_listed_without_those_of_others()
    {
        var (ada, eve) = (Person.New(shop), Person.New(shop));
        await ada.RegisterAsync();
        await shop.MailsAsync(ada.Email);
        await shop.StatusAsync(ada.Id, "welcome", "Sent");

        var (_, mine) = await ada.CallAsync(HttpMethod.Get, "mine");
        Assert.Equal("welcome", (string?)mine!["items"]!.AsArray().Single()!["kind"]);
        Assert.Empty((await eve.CallAsync(HttpMethod.Get, "mine")).Body!["items"]!.AsArray());
    }

    private static JsonObject Costs(decimal subtotal, decimal discount, decimal shipping, decimal tax, decimal taxIncluded) => new()
    {
        ["subtotal"] = subtotal, ["discount"] = discount, ["shipping"] = shipping, ["tax"] = tax, ["taxIncluded"] = taxIncluded,
    };
}
