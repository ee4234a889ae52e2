using Ecommerce.Checker.Reading;
using static Ecommerce.Checker.Invariants.Comparison;

namespace Ecommerce.Checker.Invariants;

/// <summary>
/// What happened makes one message per channel, however often it is said and whoever died meanwhile: so each confirmed order has one
/// confirmation at the mail server, no other has one, and only a message whose sender died in the midst of it may have arrived or not.
/// </summary>
internal static class PeopleAreToldOnce
{
    private static readonly Dictionary<string, string[]> ToldOf = new()
    {
        ["Confirmed"] = ["order-confirmed"], ["Cancelled"] = ["order-cancelled"], ["Shipped"] = ["order-shipped"],
        ["Delivered"] = ["order-delivered", "review-invitation"],
    };

    /// <summary>Messages that are to be, against those that are.</summary>
    public static IEnumerable<string> Violations(EndState state)
    {
        var due = state.Orders.History.SelectMany(step => ToldOf.GetValueOrDefault(step.Status, []).Select(kind => (kind, step.OrderId)))
            .Concat(state.Payments.Refunds.Where(refund => refund.IsCompleted).Select(refund => ("order-refunded", refund.OrderId)));
        var kinds = ToldOf.Values.SelectMany(told => told).Append("order-refunded").ToHashSet(StringComparer.Ordinal);
        var made = state.Messages.Messages.Where(message => kinds.Contains(message.Kind)).Select(message => (message.Kind, message.About));
        return Differences("messages", Numbered(due), [.. Numbered(made)]);
    }

    /// <summary>What arrived at the mail server, against what the service says and what the shop did.</summary>
    public static IEnumerable<string> Misdelivered(EndState state, Expectations expected)
    {
        var arrived = expected.Mails.ToLookup(mail => mail.MessageId);
        var known = state.Messages.Messages.Select(message => message.Id).ToHashSet();
        return
        [
            .. state.Messages.Messages.Select(message => (message, Times: arrived[message.Id].Count()))
                .Where(sent => sent.Times != (sent.message.IsSent ? 1 : 0) && !(sent.message.IsUnknown && sent.Times == 1))
                .Select(sent => $"{sent.message} arrived {sent.Times} times"),
            .. expected.Mails.Where(mail => !known.Contains(mail.MessageId)).Select(mail => $"{mail} was never to be sent"),
            .. Confirmations(state, expected),
        ];
    }

    private static IEnumerable<string> Confirmations(EndState state, Expectations expected)
    {
        var mails = expected.Mails.Where(mail => mail.Confirms is not null).ToLookup(mail => (mail.Confirms!.Value, mail.To));
        var unknown = state.Messages.Messages.Where(message => message is { Kind: "order-confirmed", IsUnknown: true })
            .Select(message => message.About).ToHashSet();
        var confirmed = state.Orders.History.Where(step => step.Status == "Confirmed").Select(step => step.OrderId).ToHashSet();
        return
            from order in state.Orders.Orders
            let told = mails[(order.Id, expected.Addresses.GetValueOrDefault(order.UserId, ""))].Count()
            where told != (confirmed.Contains(order.Id) ? 1 : 0) && !(told == 0 && unknown.Contains(order.Id))
            select $"order {order.Id} ({order.Status}) got {told} mails that confirm it";
    }

    /// <summary>An order may be told of several refunds: the first, the second, ...</summary>
    private static IEnumerable<Telling> Numbered(IEnumerable<(string Kind, Guid About)> told)
        => told.GroupBy(telling => telling)
            .SelectMany(same => same.Select((telling, i) => new Telling(telling.Kind, telling.About, i + 1)));

    private sealed record Telling(string Kind, Guid About, int Number)
    {
        public override string ToString() => $"{Kind} number {Number} about {About}";
    }
}
