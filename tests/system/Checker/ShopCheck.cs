using Ecommerce.Checker.Invariants;

namespace Ecommerce.Checker;

/// <summary>The ten things that are true of the shop whatever happened to it.</summary>
public static class ShopCheck
{
    private static readonly (int Number, string Name, Func<EndState, Expectations, IEnumerable<string>> Violations)[] Checks =
    [
        (1, "stock is conserved", StockIsConserved.Violations),
        (2, "money is taken once", MoneyIsTakenOnce.Violations),
        (3, "orders are at rest, paid or given back", OrdersAreAtRest.Violations),
        (4, "histories are paths of the graph", HistoriesArePaths.Violations),
        (5, "an idempotency key has one effect, a cart one buyer", OneEffect),
        (6, "events are published and applied once", EventsAreAppliedOnce.Violations),
        (7, "totals are the catalogue's", TotalsAreTheCatalogues.Violations),
        (8, "copies, ratings and mails equal their sources", EverythingToldIsTrue),
        (9, "a reused refresh token ends its family", ReuseEndsTheFamily.Violations),
        (10, "accepted calls are kept", AcceptedCallsAreKept.Violations),
    ];

    /// <summary>Runs every check.</summary>
    public static IReadOnlyList<Verdict> Run(EndState state, Expectations expected)
        => [.. Checks.Select(check => new Verdict(check.Number, check.Name, [.. check.Violations(state, expected)]))];

    private static IEnumerable<string> OneEffect(EndState state, Expectations expected)
        => [.. KeysHaveOneEffect.Violations(state, expected), .. CartsAreBoughtOnce.Violations(state, expected)];

    private static IEnumerable<string> EverythingToldIsTrue(EndState state, Expectations expected) =>
    [
        .. CopiesEqualTheirSources.Violations(state),
        .. RatingsAreTheReviews.Violations(state),
        .. RatingsAreTheReviews.WrongAnswers(state, expected),
        .. ErasedAreForgotten.Violations(state),
        .. PeopleAreToldOnce.Violations(state),
        .. PeopleAreToldOnce.Misdelivered(state, expected),
    ];
}
