using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed partial class PreferenceTests(NotificationShop shop)
{
    [Fact]
    public async Task Disabled_kind_is_not_sent_and_others_are()
    {
        var (ada, order) = (Person.New(shop), Guid.CreateVersion7());
        var (status, preferences) = await ada.CallAsync(HttpMethod.Put, "preferences", Choice("order-delivered", "email", false));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False((bool)preferences!["items"]!.AsArray().Single(
            item => (string?)item!["kind"] == "order-delivered" && (string?)item["channel"] == "email")!["enabled"]!);

        await ada.DeliverAsync(order);
        await ada.ConfirmAsync(order);

        Assert.DoesNotContain(await shop.MailsAsync(ada.Email, 2), mail => mail.Subject.Contains("has arrived", StringComparison.Ordinal));
        await shop.StatusAsync(ada.Id, "order-delivered", "Suppressed not-wanted");
    }

    [Theory]
    [InlineData("reset-password")]
    [InlineData("order-confirmed")]
    public async Task Required_kind_cannot_be_disabled(string kind)
    {
        var ada = Person.New(shop);
        var (status, problem) = await ada.CallAsync(HttpMethod.Put, "preferences", Choice(kind, "email", false));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "urn:ecommerce:problem:message-required"), (status, (string?)problem!["type"]));
        Assert.Contains("items[0].enabled", problem["errors"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await shop.QueryAsync<string>($"SELECT kind FROM preferences WHERE user_id = '{ada.Id}'"));
    }

    [Theory]
    [InlineData("nonsense", "email", "items[0].kind")]
    [InlineData("phone-code", "sms", "items[0].kind")]
    [InlineData("welcome", "sms", "items[0].channel")]
    [InlineData("welcome", "pigeon", "items[0].channel")]
    public async Task Unknown_preference_returns_400_that_names_it(string kind, string channel, string field)
    {
        var (status, problem) = await Person.New(shop).CallAsync(HttpMethod.Put, "preferences", Choice(kind, channel, true));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([field], problem!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Preference_without_enabled_returns_400_that_names_it_and_switches_nothing_off()
    {
        var ada = Person.New(shop);
        var body = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["kind"] = "review-reminder", ["channel"] = "email" }) };

        var (status, problem) = await ada.CallAsync(HttpMethod.Put, "preferences", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["items[0].enabled"], problem!["errors"]!.AsObject().Select(error => error.Key));
        Assert.Empty(await shop.QueryAsync<string>($"SELECT kind FROM preferences WHERE user_id = '{ada.Id}'"));
    }

    [Fact]
    public async Task Unsubscribe_link_asks_for_confirmation_and_needs_no_login()
    {
        var ada = Person.New(shop, locale: "de");
        await ada.RegisterAsync();
        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        var link = mail.Header("List-Unsubscribe")!.Trim('<', '>');
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        Assert.StartsWith("https://api.shop.example/notifications/unsubscribe?token=", link, StringComparison.Ordinal);
        Assert.Contains(link, mail.Text, StringComparison.Ordinal);
        Assert.Contains(link.Replace("&", "&amp;", StringComparison.Ordinal), mail.Html, StringComparison.Ordinal);
        var path = new Uri(link).PathAndQuery;

        using (var page = await shop.Http.GetAsync(path))
        {
            var html = await page.Content.ReadAsStringAsync();
            Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
            Assert.Contains("<form method=\"post\">", html, StringComparison.Ordinal);
            Assert.Contains("Willkommen", html, StringComparison.Ordinal);
            Assert.Contains(
                "frame-ancestors 'none'", string.Join(' ', page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }

        Assert.Empty(await shop.QueryAsync<string>($"SELECT kind FROM preferences WHERE user_id = '{ada.Id}'"));
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await shop.Http.PostAsync(path, form);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["welcome email False"], await shop.QueryAsync<string>(
            $"""
            SELECT kind || ' ' || channel || ' ' || CASE WHEN enabled THEN 'True' ELSE 'False' END
            FROM preferences WHERE user_id = '{ada.Id}'
            """));
    }

    [Fact]
    public async Task Changed_unsubscribe_link_changes_nothing()
    {
        var ada = Person.New(shop);
        await ada.RegisterAsync();
        var path = new Uri(Assert.Single(await shop.MailsAsync(ada.Email)).Header("List-Unsubscribe")!.Trim('<', '>')).PathAndQuery;
        var token = Token().Match(path).Groups[1].Value;

        for (var position = 0; position < token.Length; position += 5)
        {
            var other = token[position] == 'a' ? 'b' : 'a';
            using var answer = await shop.Http.PostAsync(
                $"/notifications/unsubscribe?token={token[..position]}{other}{token[(position + 1)..]}", null);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var none = await shop.Http.PostAsync("/notifications/unsubscribe", null);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Empty(await shop.QueryAsync<string>($"SELECT kind FROM preferences WHERE user_id = '{ada.Id}'"));
    }

    [Fact]
    public async Task Third_marketing_mail_of_a_day_is_postponed()
    {
        var ada = Person.New(shop);
        for (var count = 0; count < 3; count++)
            await ada.DeliverAsync(Guid.CreateVersion7());

        await Eventually.Async(
            async () => string.Join(", ", (await shop.StatusesAsync(ada.Id, "review-invitation")).Order()),
            seen => seen == "Pending rate-limit, Sent, Sent", "the third waits");
        var due = Assert.Single(await shop.QueryAsync<double>(
            $"SELECT extract(epoch FROM due_at - now())::float8 FROM messages WHERE user_id = '{ada.Id}' AND status = 'Pending'"));
        Assert.InRange(due, 86_000, 86_400);
    }

    [Fact]
    public async Task Security_mail_ignores_rate_limits()
    {
        var ada = Person.New(shop);
        for (var count = 0; count < 12; count++)
            await ada.ConfirmAsync(Guid.CreateVersion7());
        await shop.MailsAsync(ada.Email, 10);
        await ada.PublishAsync("password-changed", new() { ["changedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal("Your password was changed", (await shop.MailsAsync(ada.Email, 11))[10].Subject);
        await Eventually.Async(
            async () => (await shop.StatusesAsync(ada.Id, "order-confirmed")).Count(status => status == "Pending rate-limit") == 2,
            "the other two wait");
    }

    [Fact]
    public async Task Erased_user_has_no_data_and_receives_no_mail()
    {
        var (ada, order) = (Person.New(shop, "nobody"), Guid.CreateVersion7());
        await ada.PlaceAsync(order);
        await ada.CallAsync(HttpMethod.Put, "preferences", Choice("welcome", "email", true));
        await ada.RegisterAsync();
        await shop.StatusAsync(ada.Id, "welcome", "Failed smtp-550");
        await shop.HandledAsync(await ada.PublishAsync("user-erased", new() { ["erasedAt"] = "2026-01-01T00:00:00Z" }));

        foreach (var table in new[] { "phones", "preferences", "stock_alerts", "orders" })
            Assert.Empty(await shop.QueryAsync<Guid>($"SELECT user_id FROM {table} WHERE user_id = '{ada.Id}'"));
        Assert.Equal(
            ["Suppressed"], await shop.QueryAsync<string>($"SELECT status FROM messages WHERE user_id = '{ada.Id}' AND data IS NULL"));
        await shop.HandledAsync(await ada.ConfirmAsync(order));
        Assert.Empty(await shop.StatusesAsync(ada.Id, "order-confirmed"));
        // The user's token is still valid for a while.
        var shelf = await Shelf.StockedAsync(shop, 0);
        await ada.CallAsync(HttpMethod.Post, "stock-alerts", new { sku = shelf.Sku });
        Assert.Empty(await shop.QueryAsync<Guid>($"SELECT user_id FROM stock_alerts WHERE user_id = '{ada.Id}'"));
    }

    private static object Choice(string kind, string channel, bool enabled) => new { items = new[] { new { kind, channel, enabled } } };

    [GeneratedRegex("token=([^&]+)")]
    private static partial Regex Token();
}
