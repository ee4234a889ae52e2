using System.Net;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

/// <summary>Analytics that do not answer, and analytics that are away.</summary>
public sealed class AnalyticsOutageTests(StorefrontFixture fixture) : IClassFixture<StorefrontFixture>
{
    private const string Told = "POST /analytics/visits";

    private readonly StubGateway gateway = fixture.Gateway;

    [Fact]
    public async Task Pages_work_while_analytics_is_down_and_visits_are_counted_again_afterwards()
    {
        gateway.Answer("GET /products", """{ "items": [], "next": null }""");
        gateway.Answer("GET /categories", "[]");
        await LookAsync();
        gateway.Hang(Told);
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, await LookAsync().WaitAsync(TimeSpan.FromSeconds(2)));

        gateway.Forget();
        gateway.Answer("GET /products", """{ "items": [], "next": null }""");
        gateway.Answer("GET /categories", "[]");
        gateway.Answer(Told, """{ "title": "Away." }""", status: 503);
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, await LookAsync());

        gateway.Answer(Told, "", status: 204);
        await Eventually.Async(
            async () =>
            {
                var before = gateway.Calls(Told).Count;
                await LookAsync();
                return gateway.Calls(Told).Count > before;
            },
            "steps are told again");
    }

    private async Task<HttpStatusCode> LookAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("User-Agent", "Firefox/140.0");
        using var answer = await fixture.Browser.SendAsync(request);
        return answer.StatusCode;
    }
}
