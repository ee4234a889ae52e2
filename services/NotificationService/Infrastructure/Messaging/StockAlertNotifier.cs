using System.Text.Json;
using Dapper;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>Notifies users who wait for a SKU that it is available again, once per alert.</summary>
internal sealed class StockAlertNotifier(MessageWriter messages, IOptions<MessageOptions> options, TimeProvider timeProvider)
{
    // The projection decides, not the event: it has the latest version of the SKU.
    private const string Fire = """
        UPDATE stock_alerts a SET fired_at = @now FROM skus s
        WHERE a.sku = s.sku AND s.sku = ANY(@skus) AND s.published AND s.available > 0 AND a.fired_at IS NULL
        RETURNING a.id, a.user_id, s.product_id, s.name
        """;

    public async Task NotifyAsync(NpgsqlTransaction transaction, string[] skus, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var fired = await transaction.Connection!.QueryAsync<(Guid Id, Guid UserId, Guid ProductId, string Name)>(new CommandDefinition(
            Fire, new { skus, now }, transaction, cancellationToken: cancellationToken));
        foreach (var alert in fired.AsList())
        {
            await messages.AddAsync(
                transaction,
                new NewMessage(
                    MessageKinds.BackInStock, Causes.Alert(alert.Id), alert.UserId,
                    new() { ProductId = alert.ProductId, Product = alert.Name },
                    now, since + options.Value.Lifetime),
                cancellationToken);
        }
    }
}
