namespace Ecommerce.Checker.Invariants;

/// <summary>Same <c>Idempotency-Key</c> and body: one effect, same answer; other body: 422; still running: 409.</summary>
internal static class KeysHaveOneEffect
{
    private const int Mismatch = 422;

    public static IEnumerable<string> Violations(EndState state, Expectations expected)
        => [.. Broken(state, expected.Calls), .. OrdersWithoutKey(state)];

    /// <summary>Calls that were answered in two ways, or whose answer is not the one that a repetition would get.</summary>
    public static IEnumerable<string> Broken(EndState state, IReadOnlyCollection<KeyedCall> calls)
        => [.. calls.SelectMany(Answers), .. Stored(state, calls)];

    private static IEnumerable<string> Answers(KeyedCall call)
    {
        if (call.Accepted is not { } accepted)
            yield break;
        foreach (var answer in call.Answers.SkipWhile(answer => answer != accepted))
        {
            if (answer != accepted && !answer.IsInProgress)
                yield return $"{call} was answered {accepted.Status}, then {answer.Status} or in other words";
        }

        foreach (var answer in call.AnswersToAnotherBody.Where(answer => answer.Status != Mismatch))
            yield return $"{call} with another body was answered {answer.Status}";
    }

    /// <summary>What was answered is what a repetition would be answered; restocking keeps its answers elsewhere.</summary>
    private static IEnumerable<string> Stored(EndState state, IEnumerable<KeyedCall> calls)
    {
        var keys = state.Orders.Keys.ToDictionary(key => (key.UserId, key.Key));
        return calls
            .Where(call => call is { Accepted: { } accepted } and not { Kind: "restock" }
                && (keys.GetValueOrDefault((call.UserId, call.Key)) is not { } key || key.Status != accepted.Status
                    || key.Body != accepted.Body))
            .Select(call => $"{call}: its answer is not the one that is stored");
    }

    /// <summary>Each order is what one checkout was answered.</summary>
    public static IEnumerable<string> OrdersWithoutKey(EndState state)
    {
        var keys = state.Orders.Keys.ToLookup(key => key.Location);
        return state.Orders.Orders
            .Select(order => (order.Id, Keys: keys[$"/orders/{order.Id}"].Count()))
            .Where(order => order.Keys != 1)
            .Select(order => $"order {order.Id} is the answer of {order.Keys} keys");
    }
}
