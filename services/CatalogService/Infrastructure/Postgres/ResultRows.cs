using Ecommerce.CatalogService.Infrastructure.Storage;
using Npgsql;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

/// <summary>Results of parts of requests by idempotency key.</summary>
internal static class ResultRows
{
    public static Task<string?> FindAsync(NpgsqlConnection connection, IdempotentPart part, CancellationToken cancellationToken)
        => new NpgsqlCommand("SELECT result FROM idempotent_results WHERE caller = $1 AND key = $2 AND part = $3", connection)
            .With(Parameter.Of(part.Caller), Parameter.Of(part.Key), Parameter.Of(part.Part))
            .ReadOneAsync(row => row.Get<string>("result"), cancellationToken);

    public static Task SaveAsync(NpgsqlConnection connection, IdempotentPart part, string result, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO idempotent_results (caller, key, part, result, at) VALUES ($1, $2, $3, $4, now()) ON CONFLICT DO NOTHING
            """, connection)
            .With(Parameter.Of(part.Caller), Parameter.Of(part.Key), Parameter.Of(part.Part), Parameter.Of(result))
            .ExecuteAsync(cancellationToken);
}
