using Ecommerce.Checker;
using Ecommerce.Checker.Invariants;
using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;
using Microsoft.Extensions.Options;

namespace Ecommerce.Invariants.Looking;

/// <summary>
/// Orders with their payments, reservations, facts and mails. What one store says of an order in one moment must hold at once; what
/// several say, once nothing of it is under way any more.
/// </summary>
internal sealed class OrdersProbe(
    ShopStores stores, OrderRounds rounds, OrderFiles files, PriceTags prices, PromiseBook promises, IOptions<InvariantsOptions> options)
    : IProbe
{
    private const int MaxDoubtful = 300;

    private readonly HashSet<Guid> doubtful = [];

    public IReadOnlyList<int> Invariants =>
        [Statement.Money, Statement.Rest, Statement.Histories, Statement.Keys, Statement.Totals, Statement.Copies, Statement.Promises];

    public IReadOnlyList<IStore> Stores => [stores.Orders, stores.Payments, stores.Catalogue, stores.Analytics, stores.Notifications];

    public async Task<Look> LookAsync()
    {
        var round = await rounds.NextAsync();
        Guid[] orders = [.. round.Orders.Concat(doubtful).Concat(await promises.NextAsync()).Distinct()];
        var read = await files.ReadAsync(orders);
        var tags = await prices.ReadAsync(orders);
        var keys = await promises.KeysAsync(orders);
        Finding[] findings = [.. read.SelectMany(file => Of(file, tags, keys)), .. Missing(orders, round, read)];
        var covered = orders.Concat(round.Lost).Select(id => $"{id}").ToHashSet();
        return new(Followed(findings), covered.Contains)
        {
            Counts =
            [
                new(Statement.Rest, "orders looked at just now", $"{orders.Length} of {rounds.Known}"),
                new(Statement.Rest, "times that all were looked at", $"{rounds.Laps}"),
                new(Statement.Promises, "answers that shoppers hold it to", $"{promises.Count}"),
                .. promises.Silence is { } silence ? [new(Statement.Promises, "no answers of shoppers", silence)] : Array.Empty<Counted>(),
            ],
        };
    }

    public void Forget()
    {
        rounds.Forget();
        promises.Forget();
        doubtful.Clear();
    }

    private IEnumerable<Finding> Of(OrderFile file, ILookup<Guid, string> wrongPrices, IReadOnlyList<KeyRow> keys)
    {
        var (state, id) = (file.State, $"{file.Order.Id}");
        var settle = file.Asks ? options.Value.MaxSettle : options.Value.Settle;
        var calls = promises.Of(file.Order.Id);
        (int Invariant, IEnumerable<string> Wrong, TimeSpan Patience)[] checks =
        [
            (Statement.Money, MoneyIsTakenOnce.Violations(state, Expectations.None), settle),
            (Statement.Rest, OrdersAreAtRest.Violations(state, Expectations.None), settle),
            (Statement.Histories, HistoriesArePaths.Violations(state, Expectations.None), TimeSpan.Zero),
            (Statement.Keys,
                [.. KeysHaveOneEffect.OrdersWithoutKey(state),
                    .. KeysHaveOneEffect.Broken(new EndState { Orders = state.Orders with { Keys = keys } }, calls)],
                TimeSpan.Zero),
            (Statement.Totals, [.. TotalsAreTheCatalogues.Parts(file.Order, state.Orders.Lines), .. wrongPrices[file.Order.Id]],
                TimeSpan.Zero),
            (Statement.Copies, [.. CopiesEqualTheirSources.Violations(state), .. PeopleAreToldOnce.Violations(state)],
                options.Value.CatchUp),
            (Statement.Promises, AcceptedCallsAreKept.Broken(state, calls), TimeSpan.Zero),
        ];
        return checks.Select(check => Finding.Of(check.Invariant, id, [.. check.Wrong], check.Patience)).OfType<Finding>();
    }

    /// <summary>Orders that were there, or were promised, and are not there.</summary>
    private static IEnumerable<Finding> Missing(Guid[] orders, Round round, IReadOnlyList<OrderFile> read)
        => orders.Except(read.Select(file => file.Order.Id)).Union(round.Lost)
            .Select(id => new Finding(Statement.Promises, $"{id}", $"order {id} was accepted, and is not there", TimeSpan.Zero));

    /// <summary>
    /// What may still come right is looked at again each time, those first that were doubtful before; what there is no room for waits for
    /// its turn.
    /// </summary>
    private Finding[] Followed(Finding[] findings)
    {
        var subjects = findings.Select(finding => Guid.Parse(finding.Subject)).Distinct().OrderByDescending(doubtful.Contains)
            .Take(MaxDoubtful).ToHashSet();
        doubtful.Clear();
        doubtful.UnionWith(subjects);
        return [.. findings.Where(finding => finding.Patience == TimeSpan.Zero || subjects.Contains(Guid.Parse(finding.Subject)))];
    }
}
