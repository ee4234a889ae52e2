using System.Net;
using System.Net.Http.Headers;

namespace Ecommerce.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class RateLimitTests(GatewayFixture gateway)
{
    private const int Permits = 5;

    [Fact]
    public async Task Client_over_its_limit_returns_429_with_Retry_After()
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

    [Fact]
    public async Task Webhook_is_forwarded_without_token_user_agent_or_limit()
    {
        await using var limited = await gateway.StartAsync(("RateLimit__PermitsPerMinute", "1"));
        limited.Client.DefaultRequestHeaders.UserAgent.Clear();
        for (var i = 0; i < Permits; i++)
        {
            var mark = GatewayFixture.NewMark();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/payments/webhooks/stripe?{mark}");
            request.Content = new StringContent("{}");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer nonsense");
            request.Headers.Add("Stripe-Signature", "t=1,v1=2");
            Assert.Equal(HttpStatusCode.OK, (await limited.Client.SendAsync(request)).StatusCode);
            Assert.Equal("t=1,v1=2", gateway.Services["payment-service"].Request(mark).Header("Stripe-Signature"));
        }
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
