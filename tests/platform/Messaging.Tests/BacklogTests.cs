using Ecommerce.Conformance;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Messaging.Tests;

/// <summary>What waits, as Prometheus sees it. Each test has a broker of its own: a new group reads all that others left there.</summary>
[Collection(Servers.Name)]
public sealed class BacklogTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly BrokerServer broker = new();

    public ValueTask InitializeAsync() => broker.InitializeAsync();

    public ValueTask DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task Dead_letter_gauge_starts_at_zero_and_returns_to_zero_when_they_are_gone()
    {
        await using var service = await StartAsync();
        await ShowsAsync(service, "ecommerce_messages_dead_letters", 0);
        await ShowsAsync(service, "ecommerce_messages_dead_lettered_total", 0);

        service.Services.GetRequiredService<Handled>().Before = _ => throw new InvalidOperationException("broken");
        await SendAsync(service);
        await ShowsAsync(service, "ecommerce_messages_dead_letters", 1);
        await ShowsAsync(service, "ecommerce_messages_dead_lettered_total", 1);

        await service.ScalarAsync<long?>("DELETE FROM dead_letters");
        await ShowsAsync(service, "ecommerce_messages_dead_letters", 0);
    }

    [Fact]
    public async Task Message_that_hangs_in_its_handler_counts_as_lag()
    {
        await using var service = await StartAsync();
        var hangs = new TaskCompletionSource();
        service.Services.GetRequiredService<Handled>().Before = _ => hangs.Task;
        await SendAsync(service);
        await ShowsAsync(service, "ecommerce_messages_lag", 1);
        hangs.SetResult();
        await ShowsAsync(service, "ecommerce_messages_lag", 0);
    }

    [Fact]
    public async Task Outbox_lag_grows_while_the_broker_is_down()
    {
        await using var service = await StartAsync();
        await broker.StopAsync();
        await SendAsync(service);
        await ShowsAsync(service, "ecommerce_outbox_backlog", 1);
        await Eventually.Async(
            () => ValueAsync(service, "ecommerce_outbox_lag_seconds"), age => age > 2, "the oldest event is older than two seconds");
        await broker.StartAsync();
        await ShowsAsync(service, "ecommerce_outbox_backlog", 0);
    }

    private async Task<TestService> StartAsync() => await TestService.StartAsync(
        await postgres.CreateDatabaseAsync(), broker.ConnectionString,
        builder =>
        {
            builder.AddServiceDefaults();
            builder.AddOutbox("test-service");
            builder.AddConsumer($"test-{Guid.CreateVersion7()}", consumer => consumer.On<UserRegistered, RegistrationHandler>());
        },
        app => app.MapDefaultEndpoints(),
        ("Messaging:Attempts", "1"), ("Messaging:MeasureInterval", "00:00:00.100"),
        ("Authentication:Authority", "http://user-service"), ("Authentication:Issuer", "anybody"), ("Authentication:Audience", "anybody"));

    private static Task SendAsync(TestService service)
        => service.SendAsync(new UserRegistered(Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()));

    private static Task<double> ShowsAsync(TestService service, string metric, double value)
        => Eventually.Async(
            () => ValueAsync(service, metric), shown => shown.Equals(value), $"{metric} is {value}", TimeSpan.FromSeconds(40));

    /// <summary>The one sample of that name; not a number where there is none.</summary>
    private static async Task<double> ValueAsync(TestService service, string metric)
    {
        using var prometheus = new HttpClient { BaseAddress = service.Address };
        return PrometheusPage.Read(await prometheus.GetStringAsync("/metrics")).Of(metric).SingleOrDefault()?.Value ?? double.NaN;
    }
}
