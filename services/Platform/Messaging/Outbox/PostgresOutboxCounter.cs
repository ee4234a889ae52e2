using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

internal sealed class PostgresOutboxCounter(NpgsqlDataSource dataSource) : IOutboxCounter
{
    public async Task<OutboxCount> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<OutboxCount>(new CommandDefinition(
            "SELECT count(*) AS count, min(occurred_at) AS oldest FROM outbox WHERE published_at IS NULL",
            cancellationToken: cancellationToken));
    }
}
