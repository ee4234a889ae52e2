using Dapper;
using Npgsql;

namespace Ecommerce.PaymentService.Payments;

/// <summary>The books, in double entry: what the provider holds for the shop, and whose payments that is.</summary>
internal sealed class Ledger(TimeProvider time)
{
    private const string Book = """
        insert into ledger_entries (transaction_id, account, order_id, amount, currency, booked_at)
        values (@Id, 'provider-balance', @OrderId, @Amount, @Currency, @now), (@Id, 'customer-payments', @OrderId, -@Amount, @Currency, @now)
        """;

    /// <summary>A booking that is there already is a violation of the primary key: nothing is booked twice.</summary>
    public async Task BookAsync(NpgsqlTransaction transaction, Payment payment, IEnumerable<Booking> bookings, CancellationToken cancellationToken)
    {
        foreach (var booking in bookings)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Book, new { booking.Id, payment.OrderId, booking.Amount, payment.Amount.Currency, now = time.GetUtcNow() }, transaction,
                cancellationToken: cancellationToken));
        }
    }
}
