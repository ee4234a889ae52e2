namespace Ecommerce.Checker.Reading;

/// <summary>What a service said and what it heard.</summary>
internal sealed record EventBooks(
    string Service, IReadOnlyList<OutboxRow> Outbox, IReadOnlyList<InboxRow> Inbox, IReadOnlyList<DeadLetterRow> DeadLetters)
{
    private const string ReadOutbox = "select event_id as eventid, type, published_at is not null as ispublished from outbox";

    private const string ReadInbox = "select consumer, event_id as eventid from inbox";

    private const string ReadDeadLetters = "select consumer, type, reason from dead_letters";

    public static async Task<EventBooks> ReadAsync(string service, string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return new(
            service,
            await connection.ReadAsync<OutboxRow>(ReadOutbox),
            await connection.ReadAsync<InboxRow>(ReadInbox),
            await connection.ReadAsync<DeadLetterRow>(ReadDeadLetters));
    }
}

internal sealed record OutboxRow(Guid EventId, string Type, bool IsPublished);

internal sealed record InboxRow(string Consumer, Guid EventId);

internal sealed record DeadLetterRow(string Consumer, string? Type, string Reason);
