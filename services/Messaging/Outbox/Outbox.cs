using System.Collections.Concurrent;
using System.Reflection;
using Dapper;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Events that are committed together with the state change that they tell of.</summary>
public sealed class Outbox(TimeProvider time)
{
    /// <summary>Below the 1 MiB that a broker takes by default, headers included: what it would refuse is refused here, to the caller.</summary>
    public const int MaxBytes = 1_000_000;

    private static readonly ConcurrentDictionary<Type, Adder> Adders = new();

    private delegate Task Adder(Outbox outbox, NpgsqlTransaction transaction, object message, CancellationToken cancellationToken);

    /// <summary>
    /// Stores <paramref name="message"/> through the caller's transaction; it is published after the commit, and only then.
    /// Carries the current trace along. Events of one key are published in the order in which they were stored, as long as
    /// their transactions follow one another (a lock on the aggregate sees to that).
    /// </summary>
    /// <exception cref="ArgumentException">The event is larger than <see cref="MaxBytes"/>.</exception>
    public Task AddAsync<TEvent>(NpgsqlTransaction transaction, TEvent message, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => AddAsync(transaction, [message], cancellationToken);

    /// <summary>Stores many events at once, in their order; else as <see cref="AddAsync{TEvent}(NpgsqlTransaction, TEvent, CancellationToken)"/>.</summary>
    /// <exception cref="ArgumentException">One of the events is larger than <see cref="MaxBytes"/>.</exception>
    public Task AddAsync<TEvent>(NpgsqlTransaction transaction, IReadOnlyCollection<TEvent> messages, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
    {
        var now = time.GetUtcNow();
        OutboxRow[] rows = [.. messages.Select(message => OutboxRow.Of(message, now))];
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO outbox (event_id, topic, key, type, data, occurred_at, traceparent, tracestate)
            SELECT event_id, @Topic, key, @Type, data::json, @now, @Traceparent, @Tracestate
            FROM unnest(@ids, @keys, @data) WITH ORDINALITY AS e (event_id, key, data, number) ORDER BY number
            """,
            new
            {
                TEvent.Topic,
                TEvent.Type,
                now,
                rows.FirstOrDefault()?.Traceparent,
                rows.FirstOrDefault()?.Tracestate,
                ids = rows.Select(row => row.EventId).ToArray(),
                keys = rows.Select(row => row.Key).ToArray(),
                data = rows.Select(row => row.Data).ToArray(),
            },
            transaction,
            cancellationToken: cancellationToken));
    }

    /// <summary>Stores events of several types, in their order; else as <see cref="AddAsync{TEvent}(NpgsqlTransaction, TEvent, CancellationToken)"/>.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="messages">Events as objects, because their interface has static members and so cannot be a type argument.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">One of them is no event, or larger than <see cref="MaxBytes"/>.</exception>
    public async Task AddAllAsync(NpgsqlTransaction transaction, IEnumerable<object> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
            await Adders.GetOrAdd(message.GetType(), AdderOf)(this, transaction, message, cancellationToken);
    }

    private static Adder AdderOf(Type type) => typeof(Outbox).GetMethod(nameof(AddOneAsync), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type).CreateDelegate<Adder>();

    private static Task AddOneAsync<TEvent>(Outbox outbox, NpgsqlTransaction transaction, object message, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => outbox.AddAsync(transaction, (TEvent)message, cancellationToken);
}
