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
}
