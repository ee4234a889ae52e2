using Npgsql;

namespace Ecommerce.Checker.Reading;

/// <summary>What notification-service thinks that it has told whom by mail.</summary>
internal sealed record MessageBooks(IReadOnlyList<MessageRow> Messages)
{
    public static readonly MessageBooks None = new([]);

    private const string ReadMessages = """
        select id, kind, coalesce(order_id, user_id) as about, status from messages where channel = 'email'
        """;

    /// <summary>Of some orders.</summary>
    /// <param name="first">No message of them is older than this UUIDv7: the table is read from there.</param>
    public static async Task<MessageBooks> ReadAsync(NpgsqlConnection connection, Guid[] orders, Guid first)
        => new(
            await connection.ReadAsync<MessageRow>(
                $"{ReadMessages} and id >= @first and order_id = any(@orders) order by id", new { orders, first }));

    public static async Task<MessageBooks> ReadAsync(string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return new(await connection.ReadAsync<MessageRow>($"{ReadMessages} order by id"));
    }
}

/// <param name="About">The order; the person where it is about none.</param>
internal sealed record MessageRow(Guid Id, string Kind, Guid About, string Status)
{
    /// <summary>The server has it.</summary>
    public bool IsSent => Status is "Sent";

    /// <summary>The server has it or not: whoever sent it died, or heard no answer.</summary>
    public bool IsUnknown => Status is "Unknown";

    public override string ToString() => $"message {Id} ({Kind} about {About}, {Status})";
}
