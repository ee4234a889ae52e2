using System.Net;

namespace Ecommerce.BackOffice.Tests;

/// <summary>What browsers, ingresses and operators are told.</summary>
[Collection(BackOfficeCollection.Name)]
public sealed class EdgeTests(BackOfficeFixture fixture) : IDisposable
{
    private readonly HttpClient browser = fixture.NewBrowser();

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task Pages_run_their_own_scripts_alone_and_are_neither_framed_indexed_nor_stored()
    {
        using var page = await browser.GetAsync("/sign-in");

        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("noindex", Assert.Single(page.Headers.GetValues("X-Robots-Tag")));
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.js")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/office.css")]
    [InlineData("/favicon.svg")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/metrics")]
    public async Task Files_and_probes_need_no_session(string path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/orders")]
    [InlineData("/returns")]
    [InlineData("/reviews")]
    [InlineData("/no-such-page")]
    public async Task Nothing_is_shown_to_strangers(string path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.StartsWith("/sign-in?return=", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://shop.example")]
    public async Task Circuit_of_another_origin_is_refused_to_somebody_who_is_signed_in(string header, string value)
    {
        fixture.Grant("orders:read");
        using var signedIn = await BackOfficeFixture.SignInAsync(browser);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Circuit_needs_a_session()
    {
        using var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Sign_out_of_another_site_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
