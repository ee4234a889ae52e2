using System.Net;
using System.Net.Http.Headers;

namespace Ecommerce.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class RateLimitTests(GatewayFixture gateway)
{
    private const int Permits = 5;

    [Fact]
    public async Task Each_client_has_its_own_permits_and_is_told_when_to_come_again()
    {
        await using var limited = await gateway.StartAsync(("RateLimit__PermitsPerMinute", $"{Permits}"));
        var (ada, bob) = (gateway.Tokens.Issue(Guid.CreateVersion7()), gateway.Tokens.Issue(Guid.CreateVersion7()));

        Assert.All(await GetAsync(limited.Client, ada, Permits), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var refused = Assert.Single(await GetAsync(limited.Client, ada, 1));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);

        Assert.All(await GetAsync(limited.Client, bob, Permits), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(await GetAsync(limited.Client, null, Permits), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, Assert.Single(await GetAsync(limited.Client, null, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await limited.Client.GetAsync("/health")).StatusCode);
    }

    private static async Task<List<HttpResponseMessage>> GetAsync(HttpClient http, string? token, int times)
    {
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < times; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/products");
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            answers.Add(await http.SendAsync(request));
        }

        return answers;
    }
}
