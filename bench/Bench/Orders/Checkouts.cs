namespace Ecommerce.Bench.Orders;

/// <summary>Checkouts through the whole shop at the design's rate, and at growing rates until it gets slow.</summary>
internal sealed class Checkouts : IMeasure
{
    private const double Rate = 50;
    private const double Step = 25;
    private const double Most = 300;
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(10);

    public string Name => "checkout";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var shop = await Shop.StartAsync(servers, CheckoutLoad.Products);
        using var load = new CheckoutLoad(shop, TimeProvider.System);
        await load.RunAsync(Rate, plan.WarmUp * 15);
        var result = await load.RunAsync(Rate, plan.Load);
        return [.. result.Figures(), new("highest rate with accepted p95 < 150 ms", await HighestAsync(load, result), "/s")];
    }

    private static async Task<double> HighestAsync(CheckoutLoad load, CheckoutResult result)
    {
        var highest = 0.0;
        while (result.IsFast && highest < Most)
        {
            highest = result.PerSecond;
            result = await load.RunAsync(highest + Step, StepTime);
        }

        return highest;
    }
}
