using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed partial class StaticAssetTests(StorefrontFixture storefront)
{
    private static readonly Dictionary<string, string> Types =
        new(StringComparer.Ordinal) { ["css"] = "text/css", ["js"] = "text/javascript", ["svg"] = "image/svg+xml" };

    [Theory]
    [InlineData("/login")]
    [InlineData("/there/is/no/such/page")]
    public async Task Assets_of_a_page_are_immutable_and_fingerprinted(string page)
    {
        var addresses = await AddressesAsync(page);

        Assert.Equal(["css", "js", "js", "svg"], addresses.Select(address => address.Split('.')[^1]).Order());
        foreach (var address in addresses)
        {
            using var answer = await storefront.Browser.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(Types[address.Split('.')[^1]], answer.Content.Headers.ContentType?.MediaType);
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
            Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.Matches(Fingerprinted(), address);
        }
    }

    [Fact]
    public async Task Assets_are_compressed_and_return_304_for_a_known_etag()
    {
        foreach (var address in (await AddressesAsync("/login")).Where(address => !address.EndsWith("svg", StringComparison.Ordinal)))
        {
            using var plain = await storefront.Browser.GetAsync(address);
            using var compressed = await SendAsync(address, request => request.Headers.AcceptEncoding.Add(new("gzip")));
            using var known = await SendAsync(address, request => request.Headers.IfNoneMatch.Add(plain.Headers.ETag!));

            Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
            Assert.True((await compressed.Content.ReadAsByteArrayAsync()).Length < (await plain.Content.ReadAsByteArrayAsync()).Length / 2);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }
    }

    private async Task<string[]> AddressesAsync(string page)
    {
        using var answer = await storefront.Browser.GetAsync(page);
        // The style sheet names the font, so its address stays.
        return [.. Address().Matches(await answer.Content.ReadAsStringAsync())
            .Select(match => match.Groups[1].Value)
            .Where(address => !address.EndsWith("woff2", StringComparison.Ordinal))];
    }

    private async Task<HttpResponseMessage> SendAsync(string address, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        prepare(request);
        return await storefront.Browser.SendAsync(request);
    }

    [GeneratedRegex("<(?:link|script)[^>]* (?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Address();

    [GeneratedRegex(@"^/\w+\.\w{8,}\.(css|js|svg)$")]
    private static partial Regex Fingerprinted();
}
