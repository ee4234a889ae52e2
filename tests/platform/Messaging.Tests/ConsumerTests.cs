using System.Diagnostics;
using Confluent.Kafka;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ecommerce.Messaging.Tests;

[Collection(Servers.Name)]
public sealed class ConsumerTests(PostgresServer postgres, BrokerServer broker) : IClassFixture<BrokerServer>
{
    private readonly string group = $"test-{Guid.CreateVersion7()}";

    [Fact]
    public async Task Redelivered_event_changes_nothing()
    {
        await using var service = await StartAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        var (user, last, id) = (NewUser(), NewUser(), Guid.CreateVersion7());
        for (var delivery = 0; delivery < 3; delivery++)
            await tap.PublishEventAsync(UserRegistered.Type, user.Key, Json(user), id: id);
        await tap.PublishEventAsync(UserRegistered.Type, user.Key, Json(last));

        await EffectsAsync(service, last, 1);
        await EffectsAsync(service, user, 1);
        Assert.Equal(
            id, service.Services.GetRequiredService<Handled>().All.Single(handled => Equals(handled.Message, user)).Context.EventId);
    }

    [Fact]
    public async Task Events_redelivered_after_lost_offsets_change_nothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        var users = Enumerable.Range(0, 20).Select(_ => NewUser()).ToArray();
        await using (var before = await StartAsync(database))
        {
            foreach (var user in users) await tap.PublishEventAsync(UserRegistered.Type, user.Key, Json(user));
            foreach (var user in users) await EffectsAsync(before, user, 1);
        }

        await Eventually.Async(
            () => users.All(user => tap.Messages.Any(message => message.Key == user.Key)), "the tap has read all that was published");
        var partitions = tap.Messages.DistinctBy(message => message.Partition).ToList();
        Rewind();
        await using var after = await StartAsync(database);
        var last = NewUser();
        foreach (var partition in partitions)
            await tap.PublishEventAsync(UserRegistered.Type, partition.Key!, Json(last));

        await Eventually.Async(
            async () => await after.ScalarAsync<long>("SELECT count(*) FROM effects WHERE subject = @UserId", last) == partitions.Count,
            "all partitions are read to their ends");
        foreach (var user in users) await EffectsAsync(after, user, 1);
    }

    [Fact]
    public async Task Handler_that_keeps_failing_makes_a_dead_letter_and_later_messages_are_handled()
    {
        await using var service = await StartAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var letters = new KafkaTap(broker.ConnectionString, Topics.DeadLetter(Topics.Users));
        var handled = service.Services.GetRequiredService<Handled>();
        var (bad, next) = (NewUser(), NewUser());
        handled.Before = message => Equals(message, bad) ? throw new InvalidOperationException("no such thing") : Task.CompletedTask;

        await tap.PublishEventAsync(UserRegistered.Type, bad.Key, Json(bad));
        await tap.PublishEventAsync(UserRegistered.Type, bad.Key, Json(next));

        await EffectsAsync(service, next, 1);
        await EffectsAsync(service, bad, 0);
        Assert.Equal(3, handled.Of<UserRegistered>().Count(bad.Equals));
        var letter = await LetterAsync(letters, bad.Key);
        Assert.Equal("no such thing", letter.Headers["dead_letter_reason"]);
        Assert.Equal("System.InvalidOperationException", letter.Headers["dead_letter_exception"]);
        Assert.Equal(Topics.Users, letter.Headers["dead_letter_topic"]);
        Assert.Equal(group, letter.Headers["dead_letter_consumer"]);
        Assert.Equal(UserRegistered.Type, letter.Headers["ce_type"]);
        Assert.Equal(Json(bad), letter.Value);
        Assert.Equal(
            1,
            await service.ScalarAsync<long>(
                "SELECT count(*) FROM dead_letters WHERE consumer = @group AND reason = 'no such thing'", new { group }));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"userId":"no id","registeredAt":"2026-01-01T00:00:00Z"}""")]
    public async Task Unreadable_message_becomes_a_dead_letter_without_retries(string value)
    {
        await using var service = await StartAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var letters = new KafkaTap(broker.ConnectionString, Topics.DeadLetter(Topics.Users));
        var next = NewUser();
        await tap.PublishEventAsync(UserRegistered.Type, next.Key, value);
        await tap.PublishEventAsync(UserRegistered.Type, next.Key, Json(next));

        await EffectsAsync(service, next, 1);
        Assert.Equal(value, (await LetterAsync(letters, next.Key)).Value);
    }

    [Fact]
    public async Task Message_without_CloudEvents_headers_becomes_a_dead_letter_and_an_unknown_type_is_skipped()
    {
        await using var service = await StartAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var letters = new KafkaTap(broker.ConnectionString, Topics.DeadLetter(Topics.Users));
        var next = NewUser();
        await tap.PublishEventAsync("user-danced.v1", next.Key, "whatever");
        await tap.PublishAsync(next.Key, "bare");
        await tap.PublishEventAsync(UserRegistered.Type, next.Key, Json(next));

        await EffectsAsync(service, next, 1);
        Assert.Equal("bare", (await LetterAsync(letters, next.Key)).Value);
        Assert.Equal(
            1,
            await service.ScalarAsync<long>(
                "SELECT count(*) FROM dead_letters WHERE consumer = @group AND key = convert_to(@Key, 'UTF8')", new { group, next.Key }));
    }

    [Fact]
    public async Task Database_outage_is_retried_and_makes_no_dead_letter()
    {
        await using var service = await StartAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        var (user, tries) = (NewUser(), 0);
        service.Services.GetRequiredService<Handled>().Before = message =>
            Equals(message, user) && ++tries <= 4 ? throw new NpgsqlException("away", new TimeoutException()) : Task.CompletedTask;

        await tap.PublishEventAsync(UserRegistered.Type, user.Key, Json(user));
        await EffectsAsync(service, user, 1);
        Assert.Equal(5, tries);
        Assert.Equal(0, await service.ScalarAsync<long>("SELECT count(*) FROM dead_letters WHERE key = convert_to(@Key, 'UTF8')", user));
    }

    [Fact]
    public async Task Stopping_service_finishes_the_current_message()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var service = await StartAsync(database);
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        var (started, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var user = NewUser();
        service.Services.GetRequiredService<Handled>().Before = message =>
        {
            if (!Equals(message, user)) return Task.CompletedTask;
            started.TrySetResult();
            return finish.Task;
        };
        await tap.PublishEventAsync(UserRegistered.Type, user.Key, Json(user));
        await started.Task;

        var stopping = service.StopAsync();
        Assert.False(stopping.IsCompleted);
        finish.SetResult();
        await stopping;
        await EffectsAsync(service, user, 1);
    }

    [Fact]
    public async Task Trace_continues_from_the_sender_to_the_handler()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref options) =>
                options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await StartAsync();
        var (user, seen) = (NewUser(), default(Activity));
        service.Services.GetRequiredService<Handled>().Before = message =>
        {
            if (Equals(message, user)) seen = Activity.Current;
            return Task.CompletedTask;
        };

        using var request = new Activity("checkout") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        await service.SendAsync(user);
        await EffectsAsync(service, user, 1);

        Assert.NotNull(seen);
        Assert.Equal(ActivityKind.Consumer, seen.Kind);
        Assert.Equal(request.TraceId, seen.TraceId);
        Assert.NotEqual(request.SpanId, seen.ParentSpanId); // the producer's span stands between
    }

    [Fact]
    public async Task Consumer_without_a_database_handles_retries_and_dead_letters()
    {
        await using var service = await TestService.StartAsync(null, broker.ConnectionString, builder =>
            builder.AddConsumer(group, consumer => consumer.OnIdempotent<UserRegistered, IdempotentHandler>()));
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        await using var letters = new KafkaTap(broker.ConnectionString, Topics.DeadLetter(Topics.Users));
        var handled = service.Services.GetRequiredService<Handled>();
        var (bad, good) = (NewUser(), NewUser());
        handled.Before = message => Equals(message, bad) ? throw new InvalidOperationException("no") : Task.CompletedTask;

        await tap.PublishEventAsync(UserRegistered.Type, bad.Key, Json(bad));
        await tap.PublishEventAsync(UserRegistered.Type, bad.Key, Json(good));
        await Eventually.Async(() => handled.Of<UserRegistered>().Contains(good), "the message after it is handled");
        Assert.Equal("no", (await LetterAsync(letters, bad.Key)).Headers["dead_letter_reason"]);
    }

    private async Task<TestService> StartAsync(string? database = null) => await TestService.StartAsync(
        database ?? await postgres.CreateDatabaseAsync(), broker.ConnectionString, builder =>
        {
            builder.AddOutbox("test-service");
            builder.AddConsumer(group, consumer => consumer.On<UserRegistered, RegistrationHandler>());
        });

    /// <summary>As if none of the group's commits had ever arrived.</summary>
    private void Rewind()
    {
        using var member = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = broker.ConnectionString, GroupId = group, GroupProtocol = GroupProtocol.Consumer, EnableAutoCommit = false,
        }).Build();
        member.Subscribe(Topics.Users);
        while (member.Assignment.Count == 0) member.Consume(TimeSpan.FromMilliseconds(100));
        member.Commit(member.Assignment.Select(partition => new TopicPartitionOffset(partition, 0)));
        member.Close();
    }

    private static Task EffectsAsync(TestService service, UserRegistered user, long count) => Eventually.Async(
        async () => await service.ScalarAsync<long>("SELECT count(*) FROM effects WHERE subject = @UserId", user) == count,
        $"there are {count} effects");

    private static Task<TappedMessage> LetterAsync(KafkaTap letters, string key) => Eventually.ValueAsync(
        () => letters.Messages.FirstOrDefault(letter => letter.Key == key), "there is a dead letter");

    private static UserRegistered NewUser() => new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);

    private static string Json(UserRegistered user) => $$"""{"userId":"{{user.UserId}}","registeredAt":"1970-01-01T00:00:00+00:00"}""";
}
