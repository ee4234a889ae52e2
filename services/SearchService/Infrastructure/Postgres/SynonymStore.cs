using Dapper;
using Ecommerce.SearchService.Domain.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>The synonyms, kept in memory for a moment: a change on another replica takes effect within seconds.</summary>
internal sealed class SynonymStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(2);

    private SynonymSet current = SynonymSet.Empty;
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    public async ValueTask<SynonymSet> GetAsync(CancellationToken cancellationToken)
    {
        if (timeProvider.GetUtcNow() - readAt < CacheDuration)
            return current;

        current = new(await ReadAsync(cancellationToken));
        readAt = timeProvider.GetUtcNow();
        return current;
    }

    public async Task<IReadOnlyList<string[]>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string[]>(
            new CommandDefinition("SELECT terms FROM synonyms ORDER BY id", cancellationToken: cancellationToken))];
    }

    /// <summary>Replaces all groups.</summary>
    public async Task ReplaceAsync(IReadOnlyList<string[]> groups, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            new CommandDefinition("DELETE FROM synonyms", transaction: transaction, cancellationToken: cancellationToken));
        foreach (var terms in groups)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO synonyms (terms) VALUES (@terms)", new { terms }, transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        readAt = DateTimeOffset.MinValue;
    }
}
