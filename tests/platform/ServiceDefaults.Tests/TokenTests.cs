using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class TokenTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private const string Sample = "{\"name\":\"a\",\"owner\":\"019aa8a5-0000-7000-8000-000000000000\",\"items\":[]}";

    [Fact]
    public async Task Caller_is_the_subject_of_the_token()
    {
        var user = Guid.CreateVersion7();
        var response = await edge.SendAsync(HttpMethod.Get, "/samples/me", edge.Tokens.Issue(user));
        Assert.Contains(user.ToString(), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_endpoint_knows_callers_with_a_token_and_accepts_those_without()
    {
        Assert.Contains("known", await ReadAsync(edge.Tokens.Issue(Guid.CreateVersion7())), StringComparison.Ordinal);
        Assert.Contains("anybody", await ReadAsync("no token at all"), StringComparison.Ordinal);
        Assert.Contains("anybody", await edge.Process.Client.GetStringAsync("/samples/opened"), StringComparison.Ordinal);

        async Task<string> ReadAsync(string token)
            => await (await edge.SendAsync(HttpMethod.Get, "/samples/opened", token)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task Caller_with_the_permission_is_allowed()
    {
        var token = edge.Tokens.Issue(Guid.CreateVersion7(), Permissions.OrdersRead, Permissions.ProductsWrite);
        Assert.Equal(HttpStatusCode.OK, (await edge.SendAsync(HttpMethod.Post, "/samples", token, Sample)).StatusCode);
    }

    [Fact]
    public async Task Caller_without_the_permission_returns_403_before_the_body_is_read()
    {
        var token = edge.Tokens.Issue(Guid.CreateVersion7(), Permissions.ProductsRead);
        await ProblemAssert.IsProblemAsync(
            await edge.SendAsync(HttpMethod.Post, "/samples", token, "{"), HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Token_of_an_account_that_changed_is_refused_within_five_seconds_and_a_newer_one_is_taken()
    {
        var user = Guid.CreateVersion7();
        var before = TestTokens.Claims(user, Permissions.ProductsWrite);
        Assert.Equal(HttpStatusCode.OK, await CreateAsync(before));

        edge.Tokens.AccountVersions[user] = 1;

        await Eventually.Async(
            async () => await CreateAsync(before) == HttpStatusCode.Unauthorized,
            "the token is refused", AccountStates.MaxAge + TimeSpan.FromSeconds(1));
        var after = TestTokens.Claims(user, Permissions.ProductsWrite);
        after["ver"] = 1;
        Assert.Equal(HttpStatusCode.OK, await CreateAsync(after));

        async Task<HttpStatusCode> CreateAsync(JsonObject claims)
            => (await edge.SendAsync(HttpMethod.Post, "/samples", edge.Tokens.Key.Sign(claims), Sample)).StatusCode;
    }

    [Fact]
    public async Task While_account_states_are_unknown_staff_get_503_and_shoppers_and_services_go_on()
    {
        await using var tokens = await TestTokens.StartAsync();
        tokens.KnowsAccountStates = false;
        var settings = edge.Settings;
        foreach (var (name, value) in tokens.Environment)
            settings[name] = value;
        await using var process = await ServiceProcess.StartAsync("SampleService", settings);
        var staff = TestTokens.Claims(Guid.CreateVersion7(), Permissions.ProductsWrite);
        var service = TestTokens.Claims(Guid.CreateVersion7(), Permissions.ProductsWrite);
        service["client_id"] = "another-service";

        using var refused = await SendAsync(process, HttpMethod.Post, "/samples", tokens.Key.Sign(staff), Sample);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(process, tokens.Key.Sign(staff)));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(process, tokens.Issue(Guid.CreateVersion7())));
        using var taken = await SendAsync(process, HttpMethod.Post, "/samples", tokens.Key.Sign(service), Sample);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);

        tokens.KnowsAccountStates = true;
        await Eventually.Async(
            async () =>
            {
                using var again = await SendAsync(process, HttpMethod.Post, "/samples", tokens.Key.Sign(staff), Sample);
                return again.StatusCode == HttpStatusCode.OK;
            },
            "staff are let in again");
    }

    [Fact]
    public async Task New_signing_key_is_fetched_once_and_unknown_keys_do_not_flood_the_authority()
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
    public async Task Known_signing_keys_stay_in_use_while_the_authority_is_down()
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
    public async Task Token_returns_503_before_the_authority_was_ever_reached(string answersInstead)
    {
        var settings = edge.Settings;
        settings["services__user-service__http__0"] = answersInstead == "nobody" ? "http://127.0.0.1:9" : edge.Neighbour.Url;
        await using var process = await ServiceProcess.StartAsync("SampleService", settings);
        var token = edge.Tokens.Issue(Guid.CreateVersion7());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await CallAsync(process, token));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(process, token, "/samples/open"));
        Assert.Equal(HttpStatusCode.OK, (await process.Client.GetAsync("/alive")).StatusCode);
    }

    [Fact]
    public async Task Caller_who_gives_up_before_the_authority_is_reached_is_no_error()
    {
        // It takes connections and answers nobody.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var settings = edge.Settings;
        settings["services__user-service__http__0"] = $"http://{silent.LocalEndpoint}";
        await using var process = await ServiceProcess.StartAsync("SampleService", settings);

        using var patience = new CancellationTokenSource();
        var call = CallAsync(process, edge.Tokens.Issue(Guid.CreateVersion7()), cancellationToken: patience.Token);
        using (await silent.AcceptTcpClientAsync())
        {
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            process.Terminate();
            Assert.Equal(0, await process.WaitForExitAsync());
        }

        Assert.DoesNotContain("fail: ", process.Output, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(ServiceProcess process, HttpMethod method, string path, string token, string json)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", token);
        return process.Client.SendAsync(request);
    }

    private static async Task<HttpStatusCode> CallAsync(
        ServiceProcess process, string token, string path = "/samples/me", CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        return (await process.Client.SendAsync(request, cancellationToken)).StatusCode;
    }
}
