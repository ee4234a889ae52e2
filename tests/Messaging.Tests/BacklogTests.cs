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

    public Task InitializeAsync() => broker.InitializeAsync();

    public Task DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task Dead_letters_are_counted_from_nought_and_no_longer_once_they_are_gone()
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
    public async Task A_message_that_hangs_in_its_handler_waits_although_none_was_handled_before()
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
    public async Task An_outbox_that_no_broker_takes_grows_older()
    {
        await using var service = await StartAsync();
        await broker.StopAsync();
        await SendAsync(service);
        await ShowsAsync(service, "ecommerce_outbox_backlog", 1);
        await Eventually.Async(() => ValueAsync(service, "ecommerce_outbox_lag_seconds"), age => age > 2, "the oldest event is older than two seconds");
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

    private static Task SendAsync(TestService service) => service.SendAsync(new UserRegistered(Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()));

    private static Task<double> ShowsAsync(TestService service, string metric, double value)
        => Eventually.Async(() => ValueAsync(service, metric), shown => shown.Equals(value), $"{metric} is {value}", TimeSpan.FromSeconds(40));

    /// <summary>The one sample of that name; not a number where there is none.</summary>
    private static async Task<double> ValueAsync(TestService service, string metric)
    {
        using var prometheus = new HttpClient { BaseAddress = service.Address };
        return PrometheusPage.Read(await prometheus.GetStringAsync("/metrics")).Of(metric).SingleOrDefault()?.Value ?? double.NaN;
    }
}
