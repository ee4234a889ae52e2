using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Views;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum SavedViewOutcome
{
    Done,

    /// <summary>There is no active account.</summary>
    NoAccount,

    TooMany,
}

/// <summary>The saved views of accounts; they are deleted with them.</summary>
internal sealed class SavedViewStore(NpgsqlDataSource database)
{
    public const int MaxViews = 50;

    // One addition at a time: the limit concerns all of them.
    private const string LockOwner = "SELECT id FROM users WHERE id = @userId AND disabled_at IS NULL FOR NO KEY UPDATE";

    private const string CountOthers = """
        SELECT count(*)::int FROM saved_views WHERE user_id = @userId AND (page, name) <> (@Page, @Name)
        """;

    private const string Insert = """
        INSERT INTO saved_views (id, user_id, page, name, query) VALUES (@Id, @userId, @Page, @Name, @Query)
        ON CONFLICT (user_id, page, name) DO UPDATE SET query = excluded.query
        RETURNING id
        """;

    private const string List = """
        SELECT id, page, name, query FROM saved_views
        WHERE user_id = @userId AND (@page::text IS NULL OR page = @page) ORDER BY page, lower(name), name
        """;

    private const string Delete = "DELETE FROM saved_views WHERE user_id = @userId AND id = @id";

    /// <param name="page">Null for all pages.</param>
    public async Task<IReadOnlyList<SavedView>> ListAsync(Guid userId, string? page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<SavedView>(new(List, new { userId, page }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>One of the same page and name gets the new query, and keeps its id.</summary>
    public Task<(SavedViewOutcome Outcome, Guid Id)> SaveAsync(Guid userId, SavedView view, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            var row = new { userId, view.Id, view.Page, view.Name, view.Query };
            if (await connection.ExecuteScalarAsync<Guid?>(new(LockOwner, row, transaction, cancellationToken: token)) is null)
                return (SavedViewOutcome.NoAccount, view.Id);
            if (await connection.ExecuteScalarAsync<int>(new(CountOthers, row, transaction, cancellationToken: token)) >= MaxViews)
                return (SavedViewOutcome.TooMany, view.Id);
            var id = await connection.ExecuteScalarAsync<Guid>(new(Insert, row, transaction, cancellationToken: token));
            return (SavedViewOutcome.Done, id);
        }, cancellationToken);

    public async Task RemoveAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new(Delete, new { userId, id }, cancellationToken: cancellationToken));
    }
}
