using System.Net;
using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class TokenTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private const string Sample = "{\"name\":\"a\",\"owner\":\"019aa8a5-0000-7000-8000-000000000000\",\"items\":[]}";

    [Fact]
    public async Task The_caller_is_the_tokens_subject()
    {
        var user = Guid.CreateVersion7();
        var response = await edge.SendAsync(HttpMethod.Get, "/samples/me", edge.Tokens.Issue(user));
        Assert.Contains(user.ToString(), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_open_to_all_knows_a_caller_with_a_token_and_takes_one_without_or_with_a_bad_one()
    {
        Assert.Contains("known", await ReadAsync(edge.Tokens.Issue(Guid.CreateVersion7())), StringComparison.Ordinal);
        Assert.Contains("anybody", await ReadAsync("no token at all"), StringComparison.Ordinal);
        Assert.Contains("anybody", await edge.Process.Client.GetStringAsync("/samples/opened"), StringComparison.Ordinal);

        async Task<string> ReadAsync(string token)
            => await (await edge.SendAsync(HttpMethod.Get, "/samples/opened", token)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task A_permission_opens_what_asks_for_it()
    {
        var token = edge.Tokens.Issue(Guid.CreateVersion7(), Permissions.OrdersRead, Permissions.ProductsWrite);
        Assert.Equal(HttpStatusCode.OK, (await edge.SendAsync(HttpMethod.Post, "/samples", token, Sample)).StatusCode);
    }

    [Fact]
    public async Task Without_the_permission_a_caller_is_refused_before_the_body_is_read()
    {
        var token = edge.Tokens.Issue(Guid.CreateVersion7(), Permissions.ProductsRead);
        await ProblemAssert.IsProblemAsync(await edge.SendAsync(HttpMethod.Post, "/samples", token, "{"), HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_new_key_is_known_at_its_first_token_and_made_up_keys_do_not_flood_the_authority()
    {
        await using var process = await ServiceProcess.StartAsync("SampleService", edge.Settings);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(process, edge.Tokens.Issue(Guid.CreateVersion7())));

        edge.Tokens.RotateKey();
        Assert.Equal(HttpStatusCode.OK, await CallAsync(process, edge.Tokens.Issue(Guid.CreateVersion7())));

        using var stranger = new TestKey();
        var fetches = edge.Tokens.Fetches;
        for (var call = 0; call < 50; call++)
            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(process, stranger.Sign(TestTokens.Claims(Guid.CreateVersion7()))));
        Assert.InRange(edge.Tokens.Fetches - fetches, 0, 3);
    }

    [Fact]
    public async Task The_keys_at_hand_stay_in_use_while_the_authority_is_away()
    {
        var tokens = await TestTokens.StartAsync();
        var settings = new Dictionary<string, string>(edge.Settings) { ["services__user-service__http__0"] = tokens.Address.ToString() };
        await using var process = await ServiceProcess.StartAsync("SampleService", settings);
        var good = tokens.Issue(Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.OK, await CallAsync(process, good));

        await tokens.DisposeAsync();
        using var stranger = new TestKey();
        var refused = stranger.Sign(TestTokens.Claims(Guid.CreateVersion7()));

        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(process, refused));
            Assert.Equal(HttpStatusCode.OK, await CallAsync(process, good));
        }
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("something else")]
    public async Task While_the_authority_was_never_reached_a_token_is_neither_good_nor_bad(string answersInstead)
    {
        var settings = edge.Settings;
        settings["services__user-service__http__0"] = answersInstead == "nobody" ? "http://127.0.0.1:9" : edge.Neighbour.Url;
        await using var process = await ServiceProcess.StartAsync("SampleService", settings);
        var token = edge.Tokens.Issue(Guid.CreateVersion7());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await CallAsync(process, token));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(process, token, "/samples/open"));
        Assert.Equal(HttpStatusCode.OK, (await process.Client.GetAsync("/alive")).StatusCode);
    }

    private static async Task<HttpStatusCode> CallAsync(ServiceProcess process, string token, string path = "/samples/me")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        return (await process.Client.SendAsync(request)).StatusCode;
    }
}
