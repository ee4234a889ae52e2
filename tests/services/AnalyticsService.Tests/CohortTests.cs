using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>Cohorts of a few buyers, counted by hand.</summary>
public sealed class CohortTests(AnalyticsShop shop) : IClassFixture<AnalyticsShop>
{
    private static readonly Guid Ada = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();
    private static readonly Guid Cleo = Guid.CreateVersion7();

    [Fact]
    public async Task Buyers_are_counted_by_the_month_of_their_first_order_and_by_the_months_after_it()
    {
        // In Berlin this is February already.
        await BuyAsync(Ada, "2026-01-31T23:30:00Z", 100m);
        await BuyAsync(Ada, "2026-02-10T12:00:00Z", 10m);
        await BuyAsync(Ada, "2026-04-10T12:00:00Z", 20m);
        await BuyAsync(Bob, "2026-02-05T12:00:00Z", 30m);
        await BuyAsync(Bob, "2026-03-31T21:30:00Z", 40m, "USD");
        await BuyAsync(Bob, "2026-03-20T12:00:00Z", 5.5m);
        await BuyAsync(Cleo, "2026-03-01T12:00:00Z", 7m);
        // Placed, and never confirmed.
        await PlaceAsync(Guid.CreateVersion7(), Guid.CreateVersion7(), new(1m, "EUR"), At("2026-02-05T12:00:00Z"));

        const string berlin = "cohorts?from=2026-02-01&to=2026-05-01&timeZone=Europe/Berlin";
        Assert.Equal(
            [
                "2026-02 0: 2 of 2, 3 orders, 140 EUR", "2026-02 1: 1 of 2, 2 orders, 5.5 EUR 40 USD",
                "2026-02 2: 1 of 2, 1 orders, 20 EUR", "2026-03 0: 1 of 1, 1 orders, 7 EUR",
            ],
            (await shop.RowsAsync(berlin)).Select(Text));

        // In UTC Ada's first order was before the range: she is of no cohort of it.
        Assert.Equal(
            ["2026-02 0: 1 of 1, 1 orders, 30 EUR", "2026-02 1: 1 of 1, 2 orders, 5.5 EUR 40 USD", "2026-03 0: 1 of 1, 1 orders, 7 EUR"],
            (await shop.RowsAsync("cohorts?from=2026-02-01&to=2026-05-01")).Select(Text));

        using var request = shop.Request(HttpMethod.Get, $"/analytics/{berlin}&format=csv", "analytics:read");
        using var response = await shop.Process.Client.SendAsync(request);
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        Assert.Equal("start,months,size,buyers,orders,revenue", lines[0]);
        Assert.Equal("2026-02-01T00:00:00+01:00,1,2,1,2,5.5 EUR 40 USD", lines[2]);
    }

    [Fact]
    public async Task Cohorts_are_months_and_for_those_who_may_read_reports()
    {
        var (status, problem) = await shop.GetAsync("/analytics/cohorts?by=week");
        Assert.Equal(400, status);
        Assert.Equal(["by"], problem!["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(403, (await shop.GetAsync("/analytics/cohorts", "orders:read")).Status);
    }

    private static string Text(JsonNode? row)
    {
        var month = row!["start"]!.GetValue<DateTimeOffset>().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var revenue = string.Join(' ', row["revenue"]!.AsArray().Select(sum => $"{sum!["amount"]} {sum["currency"]}"));
        return $"{month} {row["months"]}: {row["buyers"]} of {row["size"]}, {row["orders"]} orders, {revenue}";
    }

    private async Task BuyAsync(Guid buyer, string at, decimal amount, string currency = "EUR")
    {
        var (order, total) = (Guid.CreateVersion7(), new Money(amount, currency));
        await PlaceAsync(order, buyer, total, At(at));
        await shop.PublishAndApplyAsync(new OrderConfirmed(order, buyer, Lines(total), total, At(at)));
    }

    private Task PlaceAsync(Guid order, Guid buyer, Money total, DateTimeOffset at)
        => shop.PublishAndApplyAsync(new OrderPlaced(order, buyer, "", Lines(total), total, at));

    private static OrderLine[] Lines(Money total) => [new("TENT-2", Guid.CreateVersion7(), "Tent", 1, total)];

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
