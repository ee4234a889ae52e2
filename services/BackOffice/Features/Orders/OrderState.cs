using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Orders;

/// <summary>What tells that somebody has done something about an order: itself, its notes or its messages.</summary>
internal static class OrderState
{
    public static async Task<string> ReadAsync(IOrdersApi orders, IMessagesApi messages, Guid id, CancellationToken cancellationToken)
    {
        var (order, notes, sent) = (
            orders.ReadAsync(id, cancellationToken), orders.ListNotesAsync(id, null, 1, cancellationToken),
            messages.ListOfOrderAsync(id, null, 1, cancellationToken));
        await Task.WhenAll(order, notes, sent);
        var changed = await order;
        var note = (await notes).Items is [var newest, ..] ? newest : null;
        var message = (await sent).Items is [var last, ..] ? last : null;
        return $"{changed.Status} {changed.UpdatedAt:O} {note?.Id} {message?.Id} {message?.Status}";
    }
}
