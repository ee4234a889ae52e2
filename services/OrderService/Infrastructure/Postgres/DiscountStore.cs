using Dapper;
using Ecommerce.OrderService.Domain.Discounts;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>The discount codes of the back office.</summary>
internal sealed class DiscountStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    /// <summary>In the order of the members of <see cref="Discount"/>.</summary>
    public const string Columns =
        "code, percent, amount, currency, minimum_subtotal, valid_from, valid_until, usage_limit, usage_limit_per_user, used";

    private const string Insert = """
        INSERT INTO discounts (
            code, percent, amount, currency, minimum_subtotal, valid_from, valid_until, usage_limit, usage_limit_per_user, created_at)
        VALUES (
            @Code, @Percent, @Amount, @Currency, @MinimumSubtotal, @ValidFrom, @ValidUntil, @UsageLimit, @UsageLimitPerUser, @now)
        ON CONFLICT (code) DO NOTHING
        """;

    private const string Update = $"""
        UPDATE discounts
        SET percent = @Percent, amount = @Amount, currency = @Currency, minimum_subtotal = @MinimumSubtotal,
            valid_from = @ValidFrom, valid_until = @ValidUntil, usage_limit = @UsageLimit, usage_limit_per_user = @UsageLimitPerUser
        WHERE code = @Code
        RETURNING {Columns}
        """;

    private const string Find = $"SELECT {Columns} FROM discounts WHERE code = @code";

    private const string List = $"SELECT {Columns} FROM discounts WHERE @after IS NULL OR code > @after ORDER BY code LIMIT @limit";

    private const string Delete = "DELETE FROM discounts WHERE code = @code";

    /// <summary>False where the code is taken.</summary>
    public async Task<bool> TryAddAsync(Discount discount, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(discount);
        parameters.Add("now", timeProvider.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new(Insert, parameters, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>The replaced discount, its uses kept; null where there is none of this code.</summary>
    public async Task<Discount?> ReplaceAsync(Discount discount, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Discount>(new(Update, discount, cancellationToken: cancellationToken));
    }

    public async Task<Discount?> FindAsync(string code, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Discount>(new(Find, new { code }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<Discount>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Discount>(new(List, new { after, limit }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Orders that used it keep their discount.</summary>
    public async Task<bool> DeleteAsync(string code, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new(Delete, new { code }, cancellationToken: cancellationToken)) == 1;
    }
}
