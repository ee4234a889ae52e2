using System.Collections.Concurrent;
using System.Net;
using Ecommerce.Load;

namespace Ecommerce.Resilience.Tests.Load;

public sealed class OpenLoadTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Same_seed_gives_the_same_schedule_at_the_requested_rate()
    {
        var schedule = Arrivals.Random(perSecond: 50, 100 * Second, seed: 7);

        Assert.Equal(schedule, Arrivals.Random(50, 100 * Second, seed: 7));
        Assert.NotEqual(schedule, Arrivals.Random(50, 100 * Second, seed: 8));
        Assert.InRange(schedule.Count, 4700, 5300);
        Assert.Equal(schedule.OrderBy(arrival => arrival.At), schedule);
    }

    [Fact]
    public void Even_arrivals_are_equally_spaced()
        => Assert.Equal([0, 0.25, 0.5, 0.75], Arrivals.Even(4, Second).Select(arrival => arrival.At.TotalSeconds));

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(double.NaN)]
    public void A_rate_whose_next_arrival_no_timer_could_wait_for_is_refused(double perSecond)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Arrivals.Gap(new Random(1), perSecond));
        Assert.Throws<ArgumentOutOfRangeException>(() => Arrivals.Random(perSecond, Second, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Arrivals.Even(perSecond, Second));
    }

    [Fact]
    public async Task Hanging_call_does_not_delay_the_next()
    {
        var last = new TaskCompletionSource();
        var started = new ConcurrentBag<int>();

        await new OpenLoad(TimeProvider.System).RunAsync(Arrivals.Even(100, Second / 10), async turn =>
        {
            started.Add(turn.Arrival.Number);
            if (started.Count == 10) last.SetResult();
            await last.Task;
        });

        Assert.Equal(Enumerable.Range(0, 10), started.Order());
    }

    [Fact]
    public async Task Latency_counts_from_the_scheduled_start()
    {
        var late = new Arrival(0, -Second);
        var latency = TimeSpan.Zero;

        await new OpenLoad(TimeProvider.System).RunAsync([late], turn => Task.FromResult(latency = turn.Elapsed));

        Assert.InRange(latency, Second, 10 * Second);
    }

    [Theory]
    [InlineData(HttpStatusCode.Accepted, Outcome.Ok)]
    [InlineData(HttpStatusCode.Conflict, Outcome.Failed)]
    [InlineData(HttpStatusCode.ServiceUnavailable, Outcome.Indeterminate)]
    [InlineData(null, Outcome.Indeterminate)]
    public void Missing_response_or_server_error_leaves_the_outcome_open(HttpStatusCode? status, Outcome outcome)
        => Assert.Equal(outcome, new Call("checkout", status, Second).Outcome);

    [Fact]
    public void Quantile_is_the_nearest_rank()
    {
        var latencies = new Latencies(Enumerable.Range(1, 20).Select(n => n * Second));

        Assert.Equal((10 * Second, 19 * Second, 20 * Second), (latencies.Quantile(0.5), latencies.Quantile(0.95), latencies.Longest));
    }

    [Fact]
    public async Task Requests_alternate_between_replicas()
    {
        var asked = new List<string>();
        using var http = new HttpClient(
            new RoundRobin([new("http://a"), new("http://b")], new Recorder(asked)))
        { BaseAddress = new("http://any") };

        for (var i = 0; i < 4; i++) (await http.GetAsync("/orders?limit=1")).Dispose();

        Assert.Equal(["http://a/orders?limit=1", "http://b/orders?limit=1", "http://a/orders?limit=1", "http://b/orders?limit=1"], asked);
    }

    private sealed class Recorder(List<string> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add(request.RequestUri!.ToString());
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
