using System.Data;
using Ecommerce.Contracts;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.OrderService.Discounts;

/// <summary>Counts who uses a code, in the transaction of the checkout, so that no number of checkouts at once exceeds a limit.</summary>
internal sealed class DiscountUses(NpgsqlDataSource database)
{
    private const string Find = $"select {DiscountRow.Columns}, (select count(*)::int from discount_uses u where u.code = d.code and u.user_id = @user) from discounts d where d.code = @code";

    // The discount's row is the lock that its checkouts queue for; its uses are counted once it is held.
    private const string Lock = "select 1 from discounts where code = @code for update";

    private const string Use = """
        with taken as (insert into discount_uses (order_id, code, user_id) values (@order, @code, @user))
        update discounts set used = used + 1 where code = @code
        """;

    private const string GiveBackSql = """
        with given as (delete from discount_uses where order_id = @order returning code)
        update discounts set used = used - 1 from given where discounts.code = given.code
        """;

    /// <summary>What the code would take off now; nothing is counted.</summary>
    public async Task<DiscountOutcome> PreviewAsync(string? code, Guid user, Money subtotal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (code is null)
            return default;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await ApplyAsync(connection, null, code, user, subtotal, now, cancellationToken);
    }

    /// <summary>Counts a use for <paramref name="order"/>, unless it is refused.</summary>
    public static async Task<DiscountOutcome> UseAsync(
        NpgsqlTransaction transaction, string? code, Guid order, Guid user, Money subtotal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (code is null)
            return default;
        await ExecuteAsync(transaction, Lock, cancellationToken, new NpgsqlParameter("code", code));
        var outcome = await ApplyAsync(transaction.Connection!, transaction, code, user, subtotal, now, cancellationToken);
        if (outcome.Refusal is null)
            await ExecuteAsync(transaction, Use, cancellationToken, new("code", code), new("order", order), new("user", user));
        return outcome;
    }

    /// <summary>An order that will not be paid has not used its code.</summary>
    public static void GiveBack(NpgsqlBatch batch, Guid order) => batch.Add(GiveBackSql, new NpgsqlParameter("order", order));

    private static async Task<DiscountOutcome> ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string code, Guid user, Money subtotal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Find, connection, transaction);
        command.Parameters.AddWithValue("code", code);
        command.Parameters.AddWithValue("user", user);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? DiscountRules.Apply(DiscountRow.Read(reader), reader.GetInt32(DiscountRow.Count), subtotal, now)
            : DiscountRules.Apply(null, 0, subtotal, now);
    }

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
