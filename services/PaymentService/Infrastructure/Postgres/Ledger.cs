using Dapper;
using Ecommerce.PaymentService.Domain;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>Double-entry ledger: the shop's balance at the provider, and the customers' payments behind it.</summary>
internal sealed class Ledger(TimeProvider timeProvider)
{
    private const string Insert = """
        INSERT INTO ledger_entries (transaction_id, account, order_id, amount, currency, booked_at)
        VALUES
            (@Id, 'provider-balance', @OrderId, @Amount, @Currency, @now),
            (@Id, 'customer-payments', @OrderId, -@Amount, @Currency, @now)
        """;

    /// <summary>Booking something twice violates the primary key.</summary>
    public async Task BookAsync(
        NpgsqlTransaction transaction, Payment payment, IEnumerable<Booking> bookings, CancellationToken cancellationToken)
    {
        foreach (var booking in bookings)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Insert, new { booking.Id, payment.OrderId, booking.Amount, payment.Amount.Currency, now = timeProvider.GetUtcNow() },
                transaction, cancellationToken: cancellationToken));
        }
    }
}
