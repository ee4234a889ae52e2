using Dapper;
using Npgsql;

namespace Ecommerce.SearchService.Synonyms;

/// <summary>The synonyms of the database; what was changed elsewhere counts here within seconds.</summary>
internal sealed class SynonymStore(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

    private SynonymSet current = SynonymSet.Empty;
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    public async ValueTask<SynonymSet> GetAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - readAt < KeptFor)
            return current;

        current = new(await ReadAsync(cancellationToken));
        readAt = time.GetUtcNow();
        return current;
    }

    public async Task<IReadOnlyList<string[]>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string[]>(new CommandDefinition("SELECT terms FROM synonyms ORDER BY id", cancellationToken: cancellationToken))];
    }

    /// <summary>These groups instead of those before.</summary>
    public async Task ReplaceAsync(IReadOnlyList<IReadOnlyList<string>> groups, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM synonyms", transaction: transaction, cancellationToken: cancellationToken));
        foreach (var group in groups)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO synonyms (terms) VALUES (@terms)", new { terms = group.ToArray() }, transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        readAt = DateTimeOffset.MinValue;
    }
}
