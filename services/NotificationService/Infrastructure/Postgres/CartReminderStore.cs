using Dapper;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>A mail that reminds somebody of a cart, and what came of it.</summary>
internal sealed class CartReminder
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public string Status { get; init; } = "";
    public string? Reason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The first order that its recipient placed after it was made; null where there is none.</summary>
    public DateTimeOffset? BoughtAt { get; init; }
}

internal sealed class CartReminderStore(NpgsqlDataSource database)
{
    // Erased people are gone from messages, and so are their orders.
    private const string Select = """
        SELECT id, user_id, status, reason, created_at, settled_at,
            (SELECT min(placed_at) FROM orders WHERE user_id = messages.user_id AND placed_at > messages.created_at) AS bought_at
        FROM messages
        WHERE kind = 'abandoned-cart' AND id < @Before AND user_id IS NOT NULL AND (@user::uuid IS NULL OR user_id = @user)
        ORDER BY id DESC LIMIT @Fetched
        """;

    public async Task<List<CartReminder>> ListAsync(Guid? user, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var reminders = await connection.QueryAsync<CartReminder>(new CommandDefinition(
            Select, new { user, page.Before, page.Fetched }, cancellationToken: cancellationToken));
        return reminders.AsList();
    }
}
