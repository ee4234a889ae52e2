using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>Reminds shoppers of abandoned carts.</summary>
internal sealed class CartHandlers(
    MessageWriter messages, IOptions<MessageOptions> options, TimeProvider timeProvider) : IEventHandler<CartAbandoned>
{
    private const string SelectProducts = "SELECT sku, name, price, currency FROM skus WHERE sku = ANY(@skus) AND published";

    public async Task HandleAsync(
        CartAbandoned message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var skus = message.Lines.Select(line => line.Sku).ToArray();
        var rows = await transaction.Connection!.QueryAsync<(string Sku, string Name, decimal Price, string Currency)>(
            new CommandDefinition(SelectProducts, new { skus }, transaction, cancellationToken: cancellationToken));
        var products = rows.ToDictionary(row => row.Sku, StringComparer.Ordinal);

        // Products that cannot be bought any more are left out.
        MessageLine[] lines =
        [
            .. from line in message.Lines
               where products.ContainsKey(line.Sku)
               let product = products[line.Sku]
               select new MessageLine(product.Name, line.Quantity, new Money(product.Price, product.Currency)),
        ];
        if (lines.Length == 0)
            return;

        await messages.AddAsync(
            transaction,
            new NewMessage(
                MessageKinds.AbandonedCart, Causes.Event(context.EventId), message.UserId,
                new() { Lines = lines, CartChangedAt = message.ChangedAt }, timeProvider.GetUtcNow(),
                context.OccurredAt + options.Value.Lifetime),
            cancellationToken);
    }
}
