namespace Ecommerce.Checker.Invariants;

/// <summary>Whose account is erased has no card any more.</summary>
internal static class ErasedAreForgotten
{
    public static IEnumerable<string> Violations(EndState state)
        => state.Accounts.Erased.Intersect(state.Payments.CardOwners).Select(account => $"account {account} was erased, and its cards are known");
}
