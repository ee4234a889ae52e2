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
    public async Task Safe_call_is_retried_until_it_succeeds(string method)
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
    public async Task Unsafe_call_is_not_retried(string method)
    {
        var service = new ScriptedService(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.CallAsync(method, Quick)).StatusCode);
        Assert.Single(service.Calls);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task Client_error_is_not_retried(HttpStatusCode refusal)
    {
        var service = new ScriptedService(refusal, HttpStatusCode.OK);
        Assert.Equal(refusal, (await service.CallAsync("GET", Quick)).StatusCode);
        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task Last_response_is_returned_when_all_attempts_fail()
    {
        var service = new ScriptedService(HttpStatusCode.BadGateway);
        Assert.Equal(HttpStatusCode.BadGateway, (await service.CallAsync("GET", Quick)).StatusCode);
        Assert.Equal(1 + Quick.Retries, service.Calls.Count);
    }

    [Fact]
    public async Task Retry_waits_for_the_Retry_After_of_the_service()
    {
        var service = new ScriptedService(HttpStatusCode.TooManyRequests, HttpStatusCode.OK) { RetryAfter = TimeSpan.FromSeconds(1) };
        var watch = Stopwatch.StartNew();
        await service.CallAsync("GET", Quick);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Silent_service_times_out()
    {
        var service = new ScriptedService { Silent = true };
        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => service.CallAsync("GET", Quick with { Try = TimeSpan.FromSeconds(20), Total = TimeSpan.FromMilliseconds(500) }));
        Assert.Contains("shop-service", failure.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Timed_out_attempt_is_retried()
    {
        var service = new ScriptedService { Silent = true };
        await Assert.ThrowsAsync<HttpRequestException>(() => service.CallAsync("GET", Quick with { Retries = 2 }));
        Assert.Equal(3, service.Calls.Count);
    }

    [Fact]
    public async Task Cancelled_call_ends_at_once()
    {
        using var caller = new CancellationTokenSource();
        var service = new ScriptedService { Silent = true, OnCall = caller.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.CallAsync("GET", Quick, caller.Token));
        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task Circuit_opens_after_many_failures_and_closes_after_a_pause()
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
    public async Task Failing_service_opens_no_circuit_of_another_behind_a_gateway()
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
    public async Task Each_attempt_uses_the_next_address()
    {
        var service = new ScriptedService(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        await service.CallAsync("GET", Quick);
        Assert.Equal(["http://one:1/", "http://two:2/"], service.Calls.Order());
    }

    [Fact]
    public async Task Attempt_at_an_open_circuit_is_retried_at_the_next_address()
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
    public async Task Host_that_accepts_no_connection_is_unavailable()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!);
        using var client = ServiceCalls.Client(
            Quick with { Connect = TimeSpan.FromMilliseconds(100) }, ("http:0", $"http://{full.LocalEndPoint}"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/"));

        Assert.Contains("shop-service", failure.Message, StringComparison.Ordinal);
    }
}
