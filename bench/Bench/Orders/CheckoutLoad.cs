using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Load;

namespace Ecommerce.Bench.Orders;

/// <summary>Shoppers who fill their carts and buy them, at a rate that no slow answer lowers.</summary>
internal sealed class CheckoutLoad(Shop shop, TimeProvider time) : IDisposable
{
    public const int Products = 200;

    /// <summary>From a shopper's filled cart to the checkout of it.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(1);

    /// <summary>A shopper is back after so many seconds: by then the cart is long empty.</summary>
    private const int Return = 4;

    private const int SignUps = 4;

    private readonly HttpClient http = new();
    private readonly List<Shopper> shoppers = [];

    public async Task<CheckoutResult> RunAsync(double perSecond, TimeSpan duration)
    {
        await SignUpAsync((int)(perSecond * Return));
        Console.Error.WriteLine($"  {perSecond} checkouts a second for {duration.TotalSeconds:0} s");
        var ledger = new CallLedger();
        var placed = new ConcurrentDictionary<Guid, DateTimeOffset>();
        var arrivals = Arrivals.Even(perSecond, duration);
        var load = new OpenLoad(time);
        var before = ProcessTree.ProcessorTimes();
        await Task.WhenAll(
            load.RunAsync(arrivals, turn => FillAsync(turn, ledger)),
            load.RunAsync(
                [.. arrivals.Select(arrival => arrival with { At = arrival.At + Lead })], turn => CheckOutAsync(turn, ledger, placed)));
        var confirmed = await Confirmations.WaitAsync(shop.Databases.Orders, placed);
        return new(perSecond, ledger, confirmed, ProcessorTimes(before, placed.Count));
    }

    public void Dispose() => http.Dispose();

    private async Task SignUpAsync(int count)
    {
        while (shoppers.Count < count)
            shoppers.AddRange(await Task.WhenAll(Enumerable.Range(0, SignUps).Select(_ => Shopper.SignUpAsync(shop, http))));
    }

    private static Dictionary<string, double> ProcessorTimes(Dictionary<string, TimeSpan> before, int checkouts)
        => ProcessTree.ProcessorTimes().ToDictionary(
            program => program.Key, program => (program.Value - before.GetValueOrDefault(program.Key)).TotalMilliseconds / checkouts);

    private async Task FillAsync(Turn turn, CallLedger ledger)
    {
        using var answer = await Of(turn).FillCartAsync(shop, http, Product(turn));
        ledger.Add(new("fill", answer.StatusCode, turn.Elapsed));
    }

    private async Task CheckOutAsync(Turn turn, CallLedger ledger, ConcurrentDictionary<Guid, DateTimeOffset> placed)
    {
        using var answer = await Of(turn).CheckOutAsync(shop, Product(turn));
        ledger.Add(new("checkout", answer.StatusCode, turn.Elapsed));
        var begin = time.GetUtcNow() - turn.Elapsed;
        if (answer.IsSuccessStatusCode)
            placed[(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>()] = begin;
    }

    private static int Product(Turn turn) => turn.Arrival.Number % Products;

    private Shopper Of(Turn turn) => shoppers[turn.Arrival.Number % shoppers.Count];
}
