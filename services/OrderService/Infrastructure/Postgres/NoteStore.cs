using Dapper;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>What one of the staff wrote about an order.</summary>
internal sealed record Note(Guid Id, DateTimeOffset At, Guid ActorId, string Text);

/// <summary>Notes of staff: no answer to a buyer has them.</summary>
internal sealed class NoteStore(NpgsqlDataSource database)
{
    // The order is locked: its buyer's personal data is erased before or after, and the note then with it.
    private const string Insert = """
        INSERT INTO order_notes (id, order_id, at, actor_id, text)
        SELECT @Id, id, @At, @ActorId, @Text FROM orders WHERE id = @order FOR UPDATE
        """;

    private const string List = """
        SELECT id, at, actor_id, text FROM order_notes WHERE order_id = @order AND id < @Before ORDER BY id DESC LIMIT @Fetched
        """;

    private const string Exists = "SELECT EXISTS (SELECT FROM orders WHERE id = @order)";

    /// <returns>False where there is no such order.</returns>
    public static async Task<bool> TryAddAsync(NpgsqlTransaction transaction, Guid order, Note note, CancellationToken cancellationToken)
        => await transaction.Connection!.ExecuteAsync(new(
            Insert, new { note.Id, note.At, note.ActorId, note.Text, order }, transaction, cancellationToken: cancellationToken)) == 1;

    /// <summary>Newest first; null where there is no such order.</summary>
    public async Task<IReadOnlyList<Note>?> ListAsync(Guid order, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parameters = new { order, page.Before, page.Fetched };
        if (!await connection.ExecuteScalarAsync<bool>(new(Exists, parameters, cancellationToken: cancellationToken)))
            return null;
        return (await connection.QueryAsync<Note>(new(List, parameters, cancellationToken: cancellationToken))).AsList();
    }
}
