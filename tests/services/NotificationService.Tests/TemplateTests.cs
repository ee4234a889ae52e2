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
        Assert.Equal(17, templates.Count);
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

    private async Task<string> PreviewAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/notifications/templates/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.Tokens.Issue(Guid.CreateVersion7(), "orders:read"));
        using var response = await shop.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{path} got {(int)response.StatusCode}.");
        return await response.Content.ReadAsStringAsync();
    }
}
