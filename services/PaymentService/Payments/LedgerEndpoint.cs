using Dapper;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.PaymentService.Payments;

internal static class LedgerEndpoint
{
    private const string Accounts = """
        select account, sum(amount) as amount, currency from ledger_entries where @orderId::uuid is null or order_id = @orderId
        group by account, currency order by currency, account
        """;

    private const string Entries = """
        select transaction_id, account, amount, currency, booked_at from ledger_entries where order_id = @orderId
        order by booked_at, transaction_id, amount desc
        """;

    public static RouteGroupBuilder MapLedger(this RouteGroupBuilder payments)
    {
        payments.MapGet("ledger", ReadAsync).WithName("ReadLedger").RequirePermission(Permissions.OrdersRead);
        return payments;
    }

    private static async Task<Ok<LedgerResponse>> ReadAsync(NpgsqlDataSource database, CancellationToken cancellationToken, Guid? orderId = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var accounts = await AskAsync(Accounts);
        var entries = orderId is null ? [] : await AskAsync(Entries);
        return TypedResults.Ok(new LedgerResponse(
            orderId,
            [.. accounts.Select(row => new AccountBalance(row.Account, new Money(row.Amount, row.Currency)))],
            [.. entries.Select(row => new EntryResponse(row.TransactionId, row.Account, new Money(row.Amount, row.Currency), row.BookedAt))]));

        Task<IEnumerable<Columns>> AskAsync(string sql)
            => connection.QueryAsync<Columns>(new CommandDefinition(sql, new { orderId }, cancellationToken: cancellationToken));
    }

    private sealed class Columns
    {
        public Guid TransactionId { get; init; }
        public string Account { get; init; } = "";
        public decimal Amount { get; init; }
        public string Currency { get; init; } = "";
        public DateTimeOffset BookedAt { get; init; }
    }
}

/// <param name="Accounts">What each account holds of the order, or of all orders where none is named. They sum to zero.</param>
/// <param name="Entries">Of the order, oldest first.</param>
internal sealed record LedgerResponse(Guid? OrderId, IReadOnlyList<AccountBalance> Accounts, IReadOnlyList<EntryResponse> Entries);

/// <param name="Account"><c>provider-balance</c> or <c>customer-payments</c>.</param>
internal sealed record AccountBalance(string Account, Money Balance);

internal sealed record EntryResponse(Guid TransactionId, string Account, Money Amount, DateTimeOffset BookedAt);
