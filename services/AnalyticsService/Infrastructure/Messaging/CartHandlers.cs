using Dapper;
using Ecommerce.AnalyticsService.Domain;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Messaging;

internal sealed class CartHandlers : IEventHandler<CartAbandoned>
{
    private const string AddSql = """
        INSERT INTO abandoned_carts (event_id, pieces, abandoned_at) VALUES (@EventId, @pieces, @at) ON CONFLICT DO NOTHING
        """;

    public Task HandleAsync(CartAbandoned message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            AddSql,
            new { context.EventId, pieces = message.Lines.Sum(line => line.Quantity), at = message.ChangedAt.ToMicroseconds() },
            transaction,
            cancellationToken: cancellationToken));
}
