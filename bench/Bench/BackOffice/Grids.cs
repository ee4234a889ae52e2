using System.Diagnostics;
using Ecommerce.Load;

namespace Ecommerce.Bench.BackOffice;

/// <summary>What the back office's grids ask, of a shop with so many products, as many orders, and half as many customers.</summary>
internal sealed class Grids(int size) : IMeasure
{
    private const int People = 4;
    private const int WarmUps = 40;
    private const double Goal = 300;

    public string Name => $"grids-{size}";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var shop = await LargeShop.StartAsync(servers, products: size, orders: size, customers: size / 2);
        var figures = new List<Figure>();
        foreach (var question in GridQuestions.All(shop))
            figures.Add(await AskAsync(shop, question, plan.GridAnswers));
        return figures;
    }

    /// <summary>Some people ask the same at once, and again as soon as they have their answer.</summary>
    private static async Task<Figure> AskAsync(LargeShop shop, GridQuestion question, int answers)
    {
        await AskInTurnAsync(shop, question, WarmUps, ledger: null);
        var ledger = new CallLedger();
        await Task.WhenAll(Enumerable.Range(0, People).Select(_ => AskInTurnAsync(shop, question, answers / People, ledger)));
        var failed = ledger.Calls.FirstOrDefault(call => call.Outcome != Outcome.Ok);
        if (failed is not null)
            throw new InvalidOperationException($"{question.Name} ({question.Path}) was answered with {failed.Status}.");
        return new Figure(question.Name, ledger.Latencies(question.Name).Quantile(0.95).TotalMilliseconds, "ms p95").Below(Goal);
    }

    private static async Task AskInTurnAsync(LargeShop shop, GridQuestion question, int times, CallLedger? ledger)
    {
        for (var time = 0; time < times; time++)
        {
            var begin = Stopwatch.GetTimestamp();
            var status = await shop.AskAsync(question);
            ledger?.Add(new(question.Name, status, Stopwatch.GetElapsedTime(begin)));
        }
    }
}
