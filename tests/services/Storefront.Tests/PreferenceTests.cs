using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class PreferenceTests
{
    private const string Put = "PUT /notifications/preferences";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public PreferenceTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        Prefer(phone: "+4915112345678");
        gateway.Answer(Put, "{}");
    }

    [Fact]
    public async Task Preferences_page_shows_choices_and_required_messages()
    {
        var page = await PageAsync("/account/messages");

        Assert.Contains(
            Box("order-confirmed/email", "Your order is confirmed, by Email", ticked: true, open: false), page, StringComparison.Ordinal);
        Assert.Contains(
            Box("back-in-stock/email", "What you wait for is back, by Email", ticked: true, open: true), page, StringComparison.Ordinal);
        Assert.Contains(
            Box("back-in-stock/sms", "What you wait for is back, by SMS", ticked: false, open: true), page, StringComparison.Ordinal);
        Assert.Contains("+4915112345678", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_preferences_sends_only_changes_and_disables_unticked_ones()
    {
        using var saved = await PostAsync(
            "/account/messages", ("on", "back-in-stock/sms"), ("on", "abandoned-cart/email"), ("on", "order-confirmed/email"));

        Assert.Equal("/account/messages?saved=true", saved.Headers.Location?.OriginalString);
        var sent = JsonNode.Parse(gateway.Sent(Put).Body)!["items"]!.AsArray().Select(
            item => $"{item!["kind"]} {item["channel"]} {item["enabled"]}");
        Assert.Equal(["abandoned-cart email true", "back-in-stock email false", "back-in-stock sms true"], sent.Order());
        Assert.Contains("Saved.", await PageAsync("/account/messages?saved=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preferences_can_all_be_disabled_and_unchanged_ones_are_not_sent()
    {
        (await PostAsync("/account/messages")).Dispose();
        Assert.Equal("back-in-stock", (string)Assert.Single(JsonNode.Parse(gateway.Sent(Put).Body)!["items"]!.AsArray())!["kind"]!);

        gateway.Forget();
        Prefer(phone: null);
        using var same = await PostAsync("/account/messages", ("on", "back-in-stock/email"), ("on", "back-in-stock/sms"));
        Assert.Equal(HttpStatusCode.Redirect, same.StatusCode);
        Assert.DoesNotContain(Put, gateway.Asked);
    }

    [Fact]
    public async Task Phone_number_is_confirmed_by_a_code_and_can_be_removed()
    {
        Prefer(phone: null);
        gateway.Answer("PUT /notifications/phone", "", status: 202);
        gateway.Answer("POST /notifications/phone/confirm", "", status: 204);
        gateway.Answer("DELETE /notifications/phone", "", status: 204);
        Assert.Contains("disabled", Lines(await PageAsync("/account/messages"), "back-in-stock/sms"), StringComparison.Ordinal);

        using var sent = await PostAsync("/account/phone", ("number", "+49 151 12345678"));
        Assert.Equal("/account/messages?sent=true", sent.Headers.Location?.OriginalString);
        Assert.Equal("+4915112345678", (string)JsonNode.Parse(gateway.Sent("PUT /notifications/phone").Body)!["number"]!);
        Assert.Contains("name=\"code\"", await PageAsync("/account/messages?sent=true"), StringComparison.Ordinal);
        (await PostAsync("/account/phone/confirm", ("code", " 123456 "))).Dispose();
        Assert.Equal("123456", (string)JsonNode.Parse(gateway.Sent("POST /notifications/phone/confirm").Body)!["code"]!);
        (await PostAsync("/account/phone/remove")).Dispose();
        Assert.Contains("DELETE /notifications/phone", gateway.Asked);
    }

    [Theory]
    [InlineData("/account/phone", "PUT /notifications/phone", 409, "This shop sends no SMS.")]
    [InlineData("/account/phone/confirm", "POST /notifications/phone/confirm", 422, "The code is wrong.")]
    public async Task Rejected_phone_number_or_code_shows_a_message_and_the_form(string path, string call, int status, string title)
    {
        Prefer(phone: null);
        gateway.Answer(call, $$"""{ "title": "{{title}}" }""", status);
        using var answer = await PostAsync(path, ("number", "+4915112345678"), ("code", "1"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains($"action=\"{path}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_preferences_page_redirects_to_login()
    {
        gateway.Answer("GET /notifications/preferences", """{ "title": "Sign in first." }""", status: 401);
        using var answer = await browser.GetAsync("/account/messages");

        Assert.Equal("/login?return=%2Faccount%2Fmessages", answer.Headers.Location?.OriginalString);
    }

    private void Prefer(string? phone) => gateway.Answer("GET /notifications/preferences", $$"""
        { "phone": {{(phone is null ? "null" : $"\"{phone}\"")}}, "items": [
          { "kind": "order-confirmed", "channel": "email", "purpose": "Contract", "enabled": true, "required": true },
          { "kind": "abandoned-cart", "channel": "email", "purpose": "Marketing", "enabled": false, "required": false },
          { "kind": "back-in-stock", "channel": "email", "purpose": "Marketing", "enabled": true, "required": false },
          { "kind": "back-in-stock", "channel": "sms", "purpose": "Marketing", "enabled": false, "required": false } ] }
        """);

    private static string Box(string field, string label, bool ticked, bool open)
        => $"<input type=\"checkbox\" name=\"on\" value=\"{field}\"{(ticked ? " checked" : "")}{(open ? "" : " disabled")}"
            + $" aria-label=\"{label}\"";

    private static string Lines(string page, string having)
        => string.Join('\n', page.Split('\n').Where(line => line.Contains(having, StringComparison.Ordinal)));

    private async Task<string> PageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", "session=an-access-token");
        using var answer = await browser.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Cookie", "session=an-access-token");
        return await browser.SendAsync(request);
    }
}
