using Ecommerce.Resilience.Shops;
using Ecommerce.Testing;

namespace Ecommerce.Resilience.Tests;

public sealed class RelayTests
{
    [Fact]
    public async Task Unpublished_orders_fail_the_run_and_leave_no_process()
    {
        var trial = new Trial(Seed: 1, Rate: 5, TimeSpan.FromSeconds(3)) { Faults = _ => [], Patience = TimeSpan.FromSeconds(3) };
        Report report;
        int[] ports;
        await using (var shop = await Shop.OpenAsync(WithoutRelay))
        {
            report = await new Proof(shop, trial, _ => { }).RunAsync();
            ports =
            [
                shop.Postgres.Port, shop.Redis.Port, shop.Broker.Port, shop.Mail.Port,
                .. shop.Services.Select(service => service.Address.Port)
            ];
        }

        // Who lives on what others say may still be busy with what they did say.
        Assert.Equal([3, 6], report.Verdicts.Where(verdict => !verdict.Holds && verdict.Number != 8).Select(verdict => verdict.Number));
        Assert.Contains(report.Moving, what => what.Contains("is not published", StringComparison.Ordinal));
        Assert.Contains(report.Moving, what => what.Contains("is Placed", StringComparison.Ordinal));
        foreach (var port in ports) Assert.False(await Ports.IsOpenAsync(port), $"port {port} is still open");
    }

    private static void WithoutRelay(Shop shop)
    {
        foreach (var replica in shop.Orders) replica.Settings["Messaging__RelayEnabled"] = "false";
    }
}
