using System.Collections.Concurrent;
using Confluent.Kafka;
using Ecommerce.Testing;

namespace Ecommerce.Embedded.Tests;

public sealed class BrokerTests : IAsyncLifetime
{
    private const string Topic = "orders.v1";

    private readonly BrokerServer broker = new() { Topics = $"{Topic}:3,{Topic}.dlq:1" };

    public ValueTask InitializeAsync() => broker.InitializeAsync();

    public ValueTask DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task Every_group_receives_every_message_in_key_order()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topic);
        using var first = new Member(broker, "first");
        using var second = new Member(broker, "second");

        for (var i = 0; i < 30; i++) await tap.PublishAsync($"key {i % 5}", $"{i}");

        foreach (var member in new[] { first, second })
        {
            await Eventually.Async(() => member.Values.Count == 30, "the group has read all");
            foreach (var values in member.Values.Select(int.Parse).GroupBy(value => value % 5).Select(key => key.ToArray()))
                Assert.Equal(values.Order(), values);
        }
    }

    [Fact]
    public async Task Remaining_member_takes_over_partitions_when_another_leaves()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topic);
        using var stays = new Member(broker, "shared");
        var leaves = new Member(broker, "shared");
        await Eventually.Async(
            () => stays.Partitions > 0 && leaves.Partitions > 0 && stays.Partitions + leaves.Partitions == 3, "both have partitions");

        leaves.Dispose();
        await Eventually.Async(() => stays.Partitions == 3, "the one that stays has them all");
        for (var i = 0; i < 9; i++) await tap.PublishAsync($"key {i}", $"{i}");

        await Eventually.Async(() => stays.Values.Count == 9, "it reads them all");
    }

    [Fact]
    public async Task Topic_has_the_configured_number_of_partitions()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.ConnectionString }).Build();

        var metadata = admin.GetMetadata(TimeSpan.FromSeconds(10));

        Assert.Equal(3, metadata.Topics.Single(topic => topic.Topic == Topic).Partitions.Count);
        Assert.Single(metadata.Topics.Single(topic => topic.Topic == $"{Topic}.dlq").Partitions);
        Assert.Equal(broker.Port, Assert.Single(metadata.Brokers).Port);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Clients_reconnect_after_a_broker_restart()
    {
        await using var tap = new KafkaTap(broker.ConnectionString, Topic);
        using var member = new Member(broker, "group");
        await tap.PublishAsync("key", "before");
        await Eventually.Async(() => member.Values.Contains("before"), "it is read");

        await broker.StopAsync();
        await broker.StartAsync();

        await tap.PublishAsync("key", "after");
        await Eventually.Async(() => member.Values.Contains("after"), "it is read after the restart");
    }

    /// <summary>A consumer as the services are.</summary>
    private sealed class Member : IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Thread polling;

        public Member(BrokerServer broker, string group)
        {
            polling = new Thread(() => Poll(broker, group)) { IsBackground = true };
            polling.Start();
        }

        public ConcurrentQueue<string> Values { get; } = [];

        public int Partitions { get; private set; }

        public void Dispose()
        {
            stop.Cancel();
            polling.Join();
            stop.Dispose();
        }

        private void Poll(BrokerServer broker, string group)
        {
            using var consumer = new ConsumerBuilder<string, string>(new ConsumerConfig
            {
                BootstrapServers = broker.ConnectionString,
                GroupId = group,
                GroupProtocol = GroupProtocol.Consumer,
                AutoOffsetReset = AutoOffsetReset.Earliest,
                FetchWaitMaxMs = 20,
            }).SetLogHandler((_, _) => { }).Build();
            consumer.Subscribe(Topic);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    if (consumer.Consume(TimeSpan.FromMilliseconds(50)) is { Message: { } message }) Values.Enqueue(message.Value);
                }
                catch (ConsumeException)
                {
                    // The broker is away.
                }

                Partitions = consumer.Assignment.Count;
            }

            consumer.Close();
        }
    }
}
