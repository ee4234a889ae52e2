using System.Net;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class InsideEndpointTests(StorefrontFixture fixture)
{
    [Fact]
    public async Task Probes_metrics_and_descriptions_are_404_through_an_ingress_and_answer_inside()
    {
        await using var production = await fixture.StartAsync(("ASPNETCORE_ENVIRONMENT", "Production"));
        foreach (var path in (string[])["/health", "/alive", "/v1/check/readiness", "/metrics", "/openapi/v1.json"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            using var outside = await production.Client.SendAsync(request);
            using var inside = await production.Client.GetAsync(path);

            Assert.Equal((path, HttpStatusCode.NotFound), (path, outside.StatusCode));
            Assert.Equal((path, HttpStatusCode.OK), (path, inside.StatusCode));
        }
    }

    /// <summary>As in a cluster, where the framework takes what the ingress says out of the headers.</summary>
    [Fact]
    public async Task Behind_an_ingress_pages_have_the_shops_address_and_nothing_from_inside_is_shown()
    {
        await using var production = await fixture.StartAsync(
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        Assert.Contains("Sitemap: https://shop.example/sitemap.xml", await (await AskAsync("/robots.txt")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        using var metrics = await AskAsync("/metrics");
        Assert.Equal(HttpStatusCode.NotFound, metrics.StatusCode);

        Task<HttpResponseMessage> AskAsync(string path)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = "storefront.ecommerce.svc";
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-Host", "shop.example");
            return production.Client.SendAsync(request);
        }
    }
}
