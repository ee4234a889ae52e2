using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Remembers what a consumer group has handled.</summary>
internal static class Inbox
{
    /// <summary>False: it is handled already. Waits for another transaction that is just handling the same event.</summary>
    public static async Task<bool> TryAddAsync(
        NpgsqlTransaction transaction, string consumer, Guid eventId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "INSERT INTO inbox (consumer, event_id, handled_at) VALUES (@consumer, @eventId, @now) ON CONFLICT DO NOTHING",
            new { consumer, eventId, now },
            transaction,
            cancellationToken: cancellationToken)) == 1;
}
