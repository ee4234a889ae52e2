using System.Net;

namespace Ecommerce.Storefront.Tests;

/// <summary>Staff work in the back office: the storefront leads there.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class OfficeTests(StorefrontFixture fixture)
{
    [Fact]
    public async Task Office_leads_to_the_configured_back_office_and_staff_are_shown_the_way()
    {
        fixture.Gateway.Forget();
        fixture.Gateway.Answer("GET /categories", "[]");
        fixture.Gateway.Answer("POST /users/refresh", ReviewTests.Tokens("orders:read"));
        await using var storefront = await fixture.StartAsync(("Shop__BackOffice", "https://office.example/"));
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = storefront.Address,
        };

        foreach (var (path, target) in new[]
        {
            ("/office", "https://office.example/"),
            ("/office/reviews", "https://office.example/reviews"),
            ("/office//elsewhere.example", "https://office.example/elsewhere.example"),
        })
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal((HttpStatusCode.Redirect, target), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/pages/imprint");
        request.Headers.Add("Cookie", "renewal=a-token-of-staff");
        using var page = await browser.SendAsync(request);
        Assert.Contains("<a href=\"/office\">Back office</a>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("/office", await browser.GetStringAsync("/pages/imprint"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_office_where_no_back_office_is_configured()
    {
        using var answer = await fixture.Browser.GetAsync("/office");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
