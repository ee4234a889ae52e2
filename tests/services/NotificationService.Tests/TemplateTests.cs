using System.Net;
using System.Net.Http.Headers;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class TemplateTests(NotificationShop shop)
{
    [Fact]
    public async Task Template_preview_exists_in_every_language_and_format()
    {
        var staff = Person.New(shop);
        var (_, list) = await staff.CallAsync(HttpMethod.Get, "templates", null, "orders:read");
        var templates = list!["items"]!.AsArray();
        Assert.Equal(19, templates.Count);
        foreach (var template in templates)
            foreach (var language in template!["languages"]!.AsArray())
                foreach (var format in template["formats"]!.AsArray())
                {
                    var text = await PreviewAsync($"{template["name"]}/preview?language={language}&format={format}");
                    Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
                    if ((string?)format == "html")
                        Assert.DoesNotContain("<Lovelace>", text, StringComparison.Ordinal);
                }
    }

    [Fact]
    public async Task Templates_differ_between_languages()
    {
        foreach (var kind in new[] { "welcome", "order-confirmed", "back-in-stock" })
            Assert.NotEqual(await PreviewAsync(
                $"{kind}/preview?language=en&format=text"), await PreviewAsync($"{kind}/preview?language=de&format=text"));
    }

    [Theory]
    [InlineData("nonsense/preview", HttpStatusCode.NotFound)]
    [InlineData("welcome/preview?language=fr", HttpStatusCode.BadRequest)]
    [InlineData("welcome/preview?format=sms", HttpStatusCode.BadRequest)]
    public async Task Unknown_template_preview_returns_error(string path, HttpStatusCode status)
        => Assert.Equal(status, (await Person.New(shop).CallAsync(HttpMethod.Get, $"templates/{path}", null, "orders:read")).Status);

    [Fact]
    public async Task Test_mail_reaches_the_caller_alone_in_the_chosen_language()
    {
        var (staff, other) = (Person.New(shop, locale: "en"), Person.New(shop));

        Assert.Equal(HttpStatusCode.NoContent, (await TestAsync(staff, "order-confirmed", "de")).Status);

        var mail = Assert.Single(await shop.MailsAsync(staff.Email));
        Assert.StartsWith("[Test] ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", mail.Html, StringComparison.Ordinal);
        Assert.Empty(shop.Mail.To(other.Email));
        Assert.Empty(await shop.QueryAsync<Guid>($"SELECT id FROM messages WHERE user_id = '{staff.Id}'"));
    }

    [Fact]
    public async Task Test_mails_are_limited_to_twenty_in_an_hour()
    {
        var staff = Person.New(shop);
        await shop.QueryAsync<int>($"INSERT INTO test_mails VALUES ('{staff.Id}', 20, now())");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TestAsync(staff, "welcome", "en")).Status);

        await shop.QueryAsync<int>($"UPDATE test_mails SET since = now() - INTERVAL '61 minutes' WHERE user_id = '{staff.Id}'");
        Assert.Equal(HttpStatusCode.NoContent, (await TestAsync(staff, "welcome", "en")).Status);
        Assert.Single(await shop.MailsAsync(staff.Email));
    }

    [Theory]
    [InlineData("welcome", "en", false, HttpStatusCode.Conflict)]
    [InlineData("phone-code", "en", true, HttpStatusCode.Conflict)]
    [InlineData("nonsense", "en", true, HttpStatusCode.NotFound)]
    [InlineData("welcome", "fr", true, HttpStatusCode.BadRequest)]
    public async Task Test_mail_that_cannot_be_sent_is_refused(string template, string language, bool verified, HttpStatusCode status)
    {
        var staff = Person.New(shop, verified: verified);

        Assert.Equal(status, (await TestAsync(staff, template, language)).Status);
        Assert.Empty(shop.Mail.To(staff.Email));
    }

    [Fact]
    public async Task Test_mail_that_the_server_refuses_is_said()
        => Assert.Equal(HttpStatusCode.ServiceUnavailable, (await TestAsync(Person.New(shop, "nobody"), "welcome", "en")).Status);

    [Fact]
    public async Task Test_mail_without_permission_returns_403()
        => Assert.Equal(HttpStatusCode.Forbidden, (await Person.New(shop).CallAsync(
            HttpMethod.Post, "templates/welcome/test", new { language = "en" }, "orders:read")).Status);

    private static Task<(HttpStatusCode Status, System.Text.Json.Nodes.JsonNode? Body)> TestAsync(
        Person staff, string template, string language)
        => staff.CallAsync(HttpMethod.Post, $"templates/{template}/test", new { language }, "orders:read", "orders:write");

    private async Task<string> PreviewAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/notifications/templates/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.Tokens.Issue(Guid.CreateVersion7(), "orders:read"));
        using var response = await shop.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{path} got {(int)response.StatusCode}.");
        return await response.Content.ReadAsStringAsync();
    }
}
