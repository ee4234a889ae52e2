using Dapper;
using Ecommerce.AnalyticsService.Facts;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Events;

internal sealed class CartHandlers : IEventHandler<CartAbandoned>
{
    private const string Add = "insert into abandoned_carts (event_id, pieces, abandoned_at) values (@EventId, @pieces, @at) on conflict do nothing";

    public Task HandleAsync(CartAbandoned message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Add,
            new { context.EventId, pieces = message.Lines.Sum(line => line.Quantity), at = message.ChangedAt.ToMicroseconds() },
            transaction,
            cancellationToken: cancellationToken));
}
