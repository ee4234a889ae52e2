using Dapper;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.PaymentService.Features.ReadLedger;

internal static class LedgerEndpoint
{
    private const string Accounts = """
        SELECT account, sum(amount) AS amount, currency FROM ledger_entries WHERE @orderId::uuid IS NULL OR order_id = @orderId
        GROUP BY account, currency ORDER BY currency, account
        """;

    private const string Entries = """
        SELECT transaction_id, account, amount, currency, booked_at FROM ledger_entries WHERE order_id = @orderId
        ORDER BY booked_at, transaction_id, amount DESC
        """;

    public static RouteGroupBuilder MapLedger(this RouteGroupBuilder payments)
    {
        payments.MapGet("ledger", ReadAsync).WithName("ReadLedger").WithSummary("Balances and double-entry bookings")
            .RequirePermission(Permissions.OrdersRead);
        return payments;
    }

    private static async Task<Ok<LedgerResponse>> ReadAsync(
        NpgsqlDataSource database, CancellationToken cancellationToken, Guid? orderId = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var accounts = await QueryAsync(Accounts);
        var entries = orderId is null ? [] : await QueryAsync(Entries);
        return TypedResults.Ok(new LedgerResponse(
            orderId,
            [.. accounts.Select(row => new AccountBalance(row.Account, new Money(row.Amount, row.Currency)))],
            [.. entries.Select(
                row => new EntryResponse(row.TransactionId, row.Account, new Money(row.Amount, row.Currency), row.BookedAt))]));

        Task<IEnumerable<Columns>> QueryAsync(string sql)
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

/// <param name="Accounts">The balance of each account for the order, or for all orders. They sum to zero.</param>
/// <param name="Entries">The entries of the order, oldest first.</param>
internal sealed record LedgerResponse(Guid? OrderId, IReadOnlyList<AccountBalance> Accounts, IReadOnlyList<EntryResponse> Entries);

/// <param name="Account"><c>provider-balance</c> or <c>customer-payments</c>.</param>
internal sealed record AccountBalance(string Account, Money Balance);

internal sealed record EntryResponse(Guid TransactionId, string Account, Money Amount, DateTimeOffset BookedAt);
