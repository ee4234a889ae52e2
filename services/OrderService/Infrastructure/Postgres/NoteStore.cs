using Dapper;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>What one of the staff wrote about an order.</summary>
internal sealed record Note(Guid Id, DateTimeOffset At, Guid ActorId, string Text);

internal enum NoteOutcome
{
    Added,
    UnknownOrder,

    /// <summary>The personal data of its buyer is erased, and a note could bring some back.</summary>
    ErasedOrder,
}

/// <summary>Notes of staff: no answer to a buyer has them.</summary>
internal sealed class NoteStore(NpgsqlDataSource database)
{
    // The order is locked: what is written before its buyer's personal data is erased is erased with it, and nothing is written afterwards.
    private const string Lock = "SELECT erased_at IS NOT NULL FROM orders WHERE id = @order FOR UPDATE";

    private const string Insert = "INSERT INTO order_notes (id, order_id, at, actor_id, text) VALUES (@Id, @order, @At, @ActorId, @Text)";

    private const string List = """
        SELECT id, at, actor_id, text FROM order_notes WHERE order_id = @order AND id < @Before ORDER BY id DESC LIMIT @Fetched
        """;

    private const string Exists = "SELECT EXISTS (SELECT FROM orders WHERE id = @order)";

    public static async Task<NoteOutcome> AddAsync(
        NpgsqlTransaction transaction, Guid order, Note note, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        switch (await connection.ExecuteScalarAsync<bool?>(new(Lock, new { order }, transaction, cancellationToken: cancellationToken)))
        {
            case null:
                return NoteOutcome.UnknownOrder;
            case true:
                return NoteOutcome.ErasedOrder;
        }

        var parameters = new { note.Id, note.At, note.ActorId, note.Text, order };
        await connection.ExecuteAsync(new(Insert, parameters, transaction, cancellationToken: cancellationToken));
        return NoteOutcome.Added;
    }

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
