using Dapper;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Discounts;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>Counts the uses of a code in the transaction of the checkout, so that concurrent checkouts do not exceed its limits.</summary>
internal sealed class DiscountUses(NpgsqlDataSource database)
{
    private const string Find = $"""
        SELECT {DiscountStore.Columns},
            (SELECT count(*)::int FROM discount_uses u WHERE u.code = d.code AND u.user_id = @user) AS used_by_user
        FROM discounts d
        WHERE d.code = @code
        """;

    // Checkouts with the same code queue for this lock. Its uses are counted once it is held.
    private const string Lock = "SELECT 1 FROM discounts WHERE code = @code FOR UPDATE";

    private const string Insert = """
        WITH inserted AS (INSERT INTO discount_uses (order_id, code, user_id) VALUES (@order, @code, @user))
        UPDATE discounts SET used = used + 1 WHERE code = @code
        """;

    private const string Delete = """
        WITH deleted AS (DELETE FROM discount_uses WHERE order_id = @order RETURNING code)
        UPDATE discounts SET used = used - 1 FROM deleted WHERE discounts.code = deleted.code
        """;

    /// <summary>What the code would take off now; no use is counted.</summary>
    public async Task<DiscountOutcome> PreviewAsync(
        string? code, Guid user, Money subtotal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (code is null)
            return default;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await ApplyAsync(connection, null, code, user, subtotal, now, cancellationToken);
    }

    /// <summary>Counts a use for <paramref name="order"/>, unless it is refused.</summary>
    public static async Task<DiscountOutcome> UseAsync(
        NpgsqlTransaction transaction, string? code, Guid order, Guid user, Money subtotal, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (code is null)
            return default;
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new(Lock, new { code }, transaction, cancellationToken: cancellationToken));
        var outcome = await ApplyAsync(connection, transaction, code, user, subtotal, now, cancellationToken);
        if (outcome.Refusal is null)
            await connection.ExecuteAsync(new(Insert, new { code, order, user }, transaction, cancellationToken: cancellationToken));
        return outcome;
    }

    /// <summary>An order that is cancelled unpaid has not used its code.</summary>
    public static void Release(NpgsqlBatch batch, Guid order) => batch.Add(Delete, new NpgsqlParameter("order", order));

    private static async Task<DiscountOutcome> ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string code, Guid user, Money subtotal, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var outcomes = await connection.QueryAsync<Discount, int, DiscountOutcome>(
            new(Find, new { code, user }, transaction, cancellationToken: cancellationToken),
            (discount, usedByUser) => DiscountRules.Apply(discount, usedByUser, subtotal, now),
            splitOn: "used_by_user");
        return outcomes.Cast<DiscountOutcome?>().SingleOrDefault() ?? DiscountRules.Apply(null, 0, subtotal, now);
    }
}
