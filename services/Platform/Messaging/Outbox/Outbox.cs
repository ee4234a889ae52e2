using System.Collections.Concurrent;
using System.Reflection;
using Ecommerce.Contracts;
using Ecommerce.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.Messaging;

/// <summary>Events that are committed together with the state change that they tell of.</summary>
public sealed class Outbox(TimeProvider timeProvider)
{
    /// <summary>
    /// Below the 1 MiB that a broker takes by default, headers included: what it would refuse is refused here, to the caller.
    /// </summary>
    public const int MaxBytes = 1_000_000;

    private const string Insert = """
        INSERT INTO outbox (event_id, topic, key, type, data, occurred_at, traceparent, tracestate)
        SELECT event_id, $1, key, $2, data::json, $3, $4, $5
        FROM unnest($6, $7, $8) WITH ORDINALITY AS e (event_id, key, data, number) ORDER BY number
        """;

    private static readonly ConcurrentDictionary<Type, Writer> Writers = new();

    private delegate OutboxRow Writer(object message, DateTimeOffset now);

    /// <summary>
    /// Stores <paramref name="message"/> through the caller's transaction; it is published after the commit, and only then.
    /// Carries the current trace along. Events of one key are published in the order in which they were stored, as long as
    /// their transactions follow one another (a lock on the aggregate sees to that).
    /// </summary>
    /// <exception cref="ArgumentException">The event is larger than <see cref="MaxBytes"/>.</exception>
    public Task AddAsync<TEvent>(NpgsqlTransaction transaction, TEvent message, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => AddAsync(transaction, [message], cancellationToken);

    /// <summary>
    /// Stores many events at once, in their order; else as <see cref="AddAsync{TEvent}(NpgsqlTransaction, TEvent, CancellationToken)"/>.
    /// </summary>
    /// <exception cref="ArgumentException">One of the events is larger than <see cref="MaxBytes"/>.</exception>
    public Task AddAsync<TEvent>(NpgsqlTransaction transaction, IReadOnlyCollection<TEvent> messages, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => AddAllAsync(transaction, messages.Cast<object>(), cancellationToken);

    /// <summary>
    /// Stores events of several types, in their order; else as
    /// <see cref="AddAsync{TEvent}(NpgsqlTransaction, TEvent, CancellationToken)"/>.
    /// </summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="messages">Events as objects, because their interface has static members and so cannot be a type argument.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">One of them is no event, or larger than <see cref="MaxBytes"/>.</exception>
    public async Task AddAllAsync(NpgsqlTransaction transaction, IEnumerable<object> messages, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        AddTo(batch, messages);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// As <see cref="AddAllAsync"/>, for who writes more than events and asks the database once: adds the statements to a batch of the
    /// caller's transaction, which is still to be executed.
    /// </summary>
    /// <exception cref="ArgumentException">One of them is no event, or larger than <see cref="MaxBytes"/>.</exception>
    public void AddTo(NpgsqlBatch batch, IEnumerable<object> messages)
    {
        var now = timeProvider.GetUtcNow();
        var rows = messages.Select(message => Writers.GetOrAdd(message.GetType(), WriterOf)(message, now));
        foreach (var run in Runs(rows))
            Add(batch, run);
    }

    /// <summary>A statement stores events of one type: those that follow one another share it.</summary>
    private static IEnumerable<List<OutboxRow>> Runs(IEnumerable<OutboxRow> rows)
    {
        List<OutboxRow> run = [];
        foreach (var row in rows)
        {
            if (run.Count > 0 && run[0].Type != row.Type)
            {
                yield return run;
                run = [];
            }

            run.Add(row);
        }

        if (run.Count > 0)
            yield return run;
    }

    private static void Add(NpgsqlBatch batch, List<OutboxRow> rows) => batch.Add(
        Insert,
        new() { Value = rows[0].Topic }, new() { Value = rows[0].Type }, new() { Value = rows[0].OccurredAt },
        Optional(rows[0].Traceparent), Optional(rows[0].Tracestate),
        new() { Value = rows.Select(row => row.EventId).ToArray() },
        new() { Value = rows.Select(row => row.Key).ToArray() },
        new() { Value = rows.Select(row => row.Data).ToArray() });

    private static NpgsqlParameter Optional(string? text)
        => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = text ?? (object)DBNull.Value };

    private static Writer WriterOf(Type type) => typeof(Outbox).GetMethod(nameof(Write), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type).CreateDelegate<Writer>();

    private static OutboxRow Write<TEvent>(object message, DateTimeOffset now)
        where TEvent : IIntegrationEvent
        => OutboxRow.Of((TEvent)message, now);
}
