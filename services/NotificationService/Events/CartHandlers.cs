using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Messages;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Events;

/// <summary>Reminds shoppers of the carts that they left alone.</summary>
internal sealed class CartHandlers(MessageWriter messages, IOptions<MessageOptions> options, TimeProvider time) : IEventHandler<CartAbandoned>
{
    private const string Names = "SELECT sku, name, price, currency FROM skus WHERE sku = ANY(@skus) AND published";

    public async Task HandleAsync(CartAbandoned message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var known = (await transaction.Connection!.QueryAsync<(string Sku, string Name, decimal Price, string Currency)>(new CommandDefinition(
            Names, new { skus = message.Lines.Select(line => line.Sku).ToArray() }, transaction, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Sku, StringComparer.Ordinal);

        // What cannot be bought any more, nobody is reminded of.
        MessageLine[] lines =
        [
            .. from line in message.Lines
               where known.ContainsKey(line.Sku)
               let product = known[line.Sku]
               select new MessageLine(product.Name, line.Quantity, new Money(product.Price, product.Currency)),
        ];
        if (lines.Length == 0)
            return;

        await messages.AddAsync(
            transaction,
            new NewMessage(
                MessageKinds.AbandonedCart, Causes.Event(context.EventId), message.UserId, new() { Lines = lines, CartChangedAt = message.ChangedAt },
                time.GetUtcNow(), context.OccurredAt + options.Value.Lifetime),
            cancellationToken);
    }
}
