namespace Ecommerce.Checker.Invariants;

/// <summary>
/// A checkout answered 2xx is never lost; one that timed out can be repeated with its key and then read. The same holds for what is
/// done to an order later: what was accepted is in its history. Who was allowed to leave is gone.
/// </summary>
internal static class AcceptedCallsAreKept
{
    private static readonly Dictionary<string, string> Leaves =
        new() { ["cancel"] = "Cancelled", ["ship"] = "Shipped", ["deliver"] = "Delivered" };

    public static IEnumerable<string> Violations(EndState state, Expectations expected)
    {
        var owners = state.Orders.Orders.ToDictionary(order => order.Id, order => order.UserId);
        var checkouts = expected.Calls.Where(call => call is { Kind: "checkout", Accepted: not null }).ToList();
        return
        [
            .. Broken(state, expected.Calls),
            .. Unknown(owners.Keys, checkouts),
            .. expected.Erased.Except(state.Accounts.Erased).Select(account => $"account {account} was to be erased, and is there"),
        ];
    }

    /// <summary>Calls whose answers the shop has not kept its word to.</summary>
    public static IEnumerable<string> Broken(EndState state, IReadOnlyCollection<KeyedCall> calls)
    {
        var owners = state.Orders.Orders.ToDictionary(order => order.Id, order => order.UserId);
        var accepted = calls.Where(call => call.Accepted is not null).ToList();
        var checkouts = accepted.Where(call => call.Kind == "checkout").ToList();
        return
        [
            .. checkouts.Where(call => !owners.TryGetValue(call.OrderId ?? Guid.Empty, out var owner) || owner != call.UserId)
                .Select(call => $"order {call.OrderId} was accepted, and its shopper does not have it"),
            .. checkouts.Where(call => !call.WasRead).Select(call => $"order {call.OrderId} was accepted, and could not be read"),
            .. Unsettled(calls),
            .. Forgotten(state, accepted),
        ];
    }

    private static IEnumerable<string> Unsettled(IEnumerable<KeyedCall> calls)
        => calls.Where(call => call.Answers.All(answer => answer.IsInProgress))
            .Select(call => $"{call} was repeated with its key and never answered");

    private static IEnumerable<string> Forgotten(EndState state, IEnumerable<KeyedCall> accepted)
    {
        var history = state.Orders.History.Select(step => (step.OrderId, step.Status)).ToHashSet();
        return accepted
            .Where(call => Leaves.TryGetValue(call.Kind, out var status) && !history.Contains((call.OrderId ?? Guid.Empty, status)))
            .Select(call => $"{call} of order {call.OrderId} was accepted, and its history does not know of it");
    }

    private static IEnumerable<string> Unknown(IEnumerable<Guid> orders, IEnumerable<KeyedCall> checkouts)
        => orders.Except(checkouts.Select(call => call.OrderId ?? Guid.Empty)).Select(order => $"nobody was ever told of order {order}");
}
