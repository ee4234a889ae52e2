namespace Ecommerce.Checker.Invariants;

/// <summary>Whose account is erased has no card and no cart any more.</summary>
internal static class ErasedAreForgotten
{
    public static IEnumerable<string> Violations(EndState state) =>
    [
        .. state.Accounts.Erased.Intersect(state.Payments.CardOwners)
            .Select(account => $"account {account} was erased, and its cards are known"),
        .. state.Accounts.Erased.Intersect(state.Carts.Owners).Select(account => $"account {account} was erased, and its cart is there"),
    ];
}
