using Ecommerce.Checker;
using Ecommerce.Checker.Invariants;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;

namespace Ecommerce.Invariants.Looking;

/// <summary>The books of stock, of one moment: nothing in them is ever under way.</summary>
internal sealed class StockProbe(ShopStores stores) : IProbe
{
    public IReadOnlyList<int> Invariants => [Statement.Stock];

    public IReadOnlyList<IStore> Stores => [stores.Catalogue];

    public async Task<Look> LookAsync()
    {
        var stock = await stores.Catalogue.StockAsync();
        return new(
            [.. Finding.Of(Statement.Stock, StockIsConserved.Violations(new EndState { Stock = stock }, Expectations.None), TimeSpan.Zero)])
        {
            Counts =
            [
                new(Statement.Stock, "SKUs", $"{stock.Levels.Count}"),
                new(Statement.Stock, "pieces", $"{stock.Levels.Sum(level => level.Pieces)}"),
                new(Statement.Stock, "available", $"{stock.Levels.Sum(level => level.Available)}"),
                new(Statement.Stock, "reserved", $"{stock.Levels.Sum(level => level.Reserved)}"),
                new(Statement.Stock, "sold", $"{stock.Levels.Sum(level => level.Sold)}"),
            ],
        };
    }
}
