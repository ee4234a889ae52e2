using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecommerce.ServiceDefaults.Http;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class ResilienceTests
{
    private static readonly ResilienceSettings Quick = new()
    {
        Try = TimeSpan.FromMilliseconds(300),
        Total = TimeSpan.FromSeconds(5),
        RetryDelay = TimeSpan.FromMilliseconds(5),
        BreakerCalls = 1000,
    };

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task A_safe_call_is_tried_again_until_it_succeeds(string method)
    {
        var service = new ScriptedService(HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await service.CallAsync(method, Quick)).StatusCode);
        Assert.Equal(3, service.Calls.Count);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task A_call_that_may_change_something_is_sent_once(string method)
    {
        var service = new ScriptedService(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.CallAsync(method, Quick)).StatusCode);
        Assert.Single(service.Calls);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task A_refusal_is_final(HttpStatusCode refusal)
    {
        var service = new ScriptedService(refusal, HttpStatusCode.OK);
        Assert.Equal(refusal, (await service.CallAsync("GET", Quick)).StatusCode);
        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task The_last_answer_is_handed_on_when_all_tries_fail()
    {
        var service = new ScriptedService(HttpStatusCode.BadGateway);
        Assert.Equal(HttpStatusCode.BadGateway, (await service.CallAsync("GET", Quick)).StatusCode);
        Assert.Equal(1 + Quick.Retries, service.Calls.Count);
    }

    [Fact]
    public async Task It_waits_as_long_as_the_service_asks()
    {
        var service = new ScriptedService(HttpStatusCode.TooManyRequests, HttpStatusCode.OK) { RetryAfter = TimeSpan.FromSeconds(1) };
        var watch = Stopwatch.StartNew();
        await service.CallAsync("GET", Quick);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_service_that_is_silent_is_given_up_in_time()
    {
        var service = new ScriptedService { Silent = true };
        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => service.CallAsync("GET", Quick with { Try = TimeSpan.FromSeconds(20), Total = TimeSpan.FromMilliseconds(500) }));
        Assert.Contains("shop-service", failure.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_silent_try_is_followed_by_another()
    {
        var service = new ScriptedService { Silent = true };
        await Assert.ThrowsAsync<HttpRequestException>(() => service.CallAsync("GET", Quick with { Retries = 2 }));
        Assert.Equal(3, service.Calls.Count);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_obeyed()
    {
        var service = new ScriptedService { Silent = true };
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.CallAsync("GET", Quick, impatience.Token));
        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task A_circuit_opens_after_many_failures_and_closes_after_a_rest()
    {
        var service = new ScriptedService(HttpStatusCode.InternalServerError);
        var settings = Quick with { Retries = 1, BreakerCalls = 4, BreakerBreak = TimeSpan.FromMilliseconds(500) };
        using var client = service.Client(settings);
        // Each of the two addresses has a circuit of its own.
        for (var call = 0; call < 2 * settings.BreakerCalls; call++)
            await client.PostAsync("/", null);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("/", null));
        Assert.Equal(2 * settings.BreakerCalls, service.Calls.Count);

        service.Script = [HttpStatusCode.OK];
        await Testing.Eventually.Async(
            async () =>
            {
                try
                {
                    return (await client.PostAsync("/", null)).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the circuit closes");
    }

    [Fact]
    public async Task Behind_a_gateway_a_service_that_is_down_does_not_cut_off_another()
    {
        var gateway = new ScriptedService(HttpStatusCode.ServiceUnavailable);
        var settings = Quick with { Retries = 1, BreakerCalls = 4, BreakerBreak = TimeSpan.FromMinutes(1) };
        using var client = gateway.Client(settings);
        for (var call = 0; call < 2 * settings.BreakerCalls; call++)
            await client.PostAsync("/search/again", null);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("/search", null));

        gateway.Script = [HttpStatusCode.OK];

        Assert.True((await client.PostAsync("/products/one", null)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Each_try_goes_to_the_next_address()
    {
        var service = new ScriptedService(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        await service.CallAsync("GET", Quick);
        Assert.Equal(["http://one:1/", "http://two:2/"], service.Calls.Order());
    }

    [Fact]
    public async Task A_try_that_finds_a_circuit_open_is_followed_by_one_at_the_next_address()
    {
        var settings = Quick with { BreakerCalls = 4, BreakerBreak = TimeSpan.FromMinutes(1) };
        var service = new ScriptedService(HttpStatusCode.OK) { Broken = "one" };
        using var client = service.Client(settings);
        for (var call = 0; call < 2 * settings.BreakerCalls; call++)
            await client.PostAsync("/", null);
        service.Calls.Clear();

        for (var call = 0; call < 4; call++)
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);

        Assert.All(service.Calls, address => Assert.Equal("http://two:2/", address));
    }

    [Fact]
    public async Task A_host_that_accepts_no_connection_is_unavailable_and_not_an_error_of_ours()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!);
        using var client = ServiceCalls.Client(Quick with { Connect = TimeSpan.FromMilliseconds(100) }, ("http:0", $"http://{full.LocalEndPoint}"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/"));

        Assert.Contains("shop-service", failure.Message, StringComparison.Ordinal);
    }
}
