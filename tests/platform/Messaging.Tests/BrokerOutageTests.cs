using Ecommerce.Contracts;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.Messaging.Tests;

[Collection(Servers.Name)]
public sealed class BrokerOutageTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly BrokerServer broker = new();
    private readonly AdjustableTime time = new();

    [Fact]
    public async Task Service_without_a_broker_starts_and_publishes_when_it_appears()
    {
        await using var service = await StartAsync();
        var users = await SendAsync(service, 5);
        await broker.StartAsync();
        await HandledAsync(service, users);
    }

    [Fact]
    public async Task Broker_that_returns_empty_is_used_again()
    {
        await broker.StartAsync();
        await using var service = await StartAsync();
        await HandledAsync(service, await SendAsync(service, 30));

        for (var round = 0; round < 2; round++)
        {
            await broker.StopAsync();
            await broker.StartAsync();
            // What was sent while the broker forgot all may be lost with it; what is sent once the service is back may not.
            await Eventually.Async(
                async () =>
                {
                    var probe = (await SendAsync(service, 1)).Single();
                    return await ArrivesAsync(service, probe, TimeSpan.FromSeconds(1));
                },
                "the service is back",
                TimeSpan.FromSeconds(30));
        }

        await HandledAsync(service, await SendAsync(service, 10));
        Assert.Equal(0, await service.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE published_at IS NULL"));
    }

    [Fact]
    public async Task Service_is_unready_after_the_broker_has_been_down_for_a_while()
    {
        await broker.StartAsync();
        await using var service = await StartAsync();
        Assert.Equal(HealthStatus.Healthy, await KafkaAsync(service));

        await broker.StopAsync();
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HealthStatus.Healthy, await KafkaAsync(service)); // a short absence is bridged by the outbox
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HealthStatus.Unhealthy, await KafkaAsync(service));

        await broker.StartAsync();
        await Eventually.Async(async () => await KafkaAsync(service) == HealthStatus.Healthy, "it is ready again");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => broker.DisposeAsync();

    private async Task<TestService> StartAsync() => await TestService.StartAsync(
        await postgres.CreateDatabaseAsync(), broker.ConnectionString, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.AddOutbox("test-service");
            builder.AddConsumer("test-service", consumer => consumer.On<UserRegistered, RegistrationHandler>());
        });

    private static async Task<UserRegistered[]> SendAsync(TestService service, int count)
    {
        var users = Enumerable.Range(0, count).Select(_ => new UserRegistered(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch)).ToArray();
        foreach (var user in users) await service.SendAsync(user);
        return users;
    }

    private static async Task HandledAsync(TestService service, UserRegistered[] users)
    {
        foreach (var user in users)
        {
            await Eventually.Async(
                async () => await service.ScalarAsync<long>("SELECT count(*) FROM effects WHERE subject = @UserId", user) == 1,
                "each event is handled once");
        }
    }

    private static async Task<bool> ArrivesAsync(TestService service, UserRegistered user, TimeSpan within)
    {
        try
        {
            await Eventually.Async(
                async () => await service.ScalarAsync<long>("SELECT count(*) FROM effects WHERE subject = @UserId", user) == 1,
                "it is handled", within);
            return true;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    private static async Task<HealthStatus> KafkaAsync(TestService service) =>
        (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["kafka"].Status;
}
