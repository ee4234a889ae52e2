using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>What is counted whatever happens to events, people and processes. Each test has a year of its own.</summary>
[Collection(AnalyticsShopCollection.Name)]
public sealed class EventProjectionTests(AnalyticsShop shop)
{
    [Fact]
    public async Task Event_lost_by_broker_is_backfilled_and_counted_once()
    {
        var (order, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var captured = new PaymentCaptured(order, order, new(12.34m, "EUR"), At(2001));
        shop.Stub.EventLog.Say(PaymentCaptured.Type, $"{order}", JsonNode.Parse(AnalyticsShop.Json(captured))!.AsObject(), id);
        await shop.WaitUntilAppliedAsync(id);
        await shop.PublishAsync(captured, id);
        await shop.PublishAndApplyAsync(new PaymentRefunded(order, order, Guid.CreateVersion7(), new(2.34m, "EUR"), At(2001)));

        var row = Assert.Single(await shop.RowsAsync("revenue?from=2001-05-01&to=2001-06-01&by=month"));
        Assert.Equal((12.34m, 2.34m, 10m), ((decimal)row!["captured"]!, (decimal)row["refunded"]!, (decimal)row["net"]!));
    }

    [Fact]
    public async Task Amounts_of_different_currencies_are_reported_separately()
    {
        foreach (var (amount, currency) in new[] { (10m, "EUR"), (1000m, "JPY"), (5.5m, "EUR") })
            await shop.PublishAndApplyAsync(
                new PaymentCaptured(Guid.CreateVersion7(), Guid.CreateVersion7(), new(amount, currency), At(2002)));

        var rows = await shop.RowsAsync("revenue?from=2002-05-01&to=2002-06-01&by=month");
        Assert.Equal([("EUR", 15.5m), ("JPY", 1000m)], rows.Select(row => ((string)row!["currency"]!, (decimal)row["net"]!)));
    }

    [Fact]
    public async Task Erased_user_is_unlinked_and_totals_stay()
    {
        var user = Guid.CreateVersion7();
        await ConfirmAsync(user, At(2003));
        await ConfirmAsync(user, At(2003).AddMonths(1));
        var before = await BuyersAsync(2003);
        await shop.PublishAndApplyAsync(new UserErased(user, At(2003)));
        await ConfirmAsync(user, At(2003).AddMonths(2));

        Assert.Equal([(1, 0), (0, 1), (0, 0)], before);
        Assert.Equal(before, await BuyersAsync(2003));
        Assert.Equal(3, (await shop.RowsAsync("orders?from=2003-05-01&to=2003-08-01&by=month")).Sum(row => (int)row!["confirmed"]!));
        Assert.Equal(0L, await shop.ScalarAsync<long>("SELECT count(*) FROM order_facts WHERE buyer = @user", new { user }));
        Assert.Equal(1L, await shop.ScalarAsync<long>(
            "SELECT count(*) FROM order_facts WHERE confirmed_at BETWEEN '2003-07-01' AND '2003-08-01' AND buyer IS NULL"));
    }

    [Fact]
    public async Task Poison_event_is_dead_lettered_and_replay_counts_it_once()
    {
        var key = Guid.CreateVersion7();
        await shop.PublishAsync(Topics.Payments, PaymentCaptured.Type, $"{key}", """{ "orderId": 7 }""");
        var letter = await Eventually.ValueAsync(() => LetterAsync(key).GetAwaiter().GetResult(), "the letter is listed");

        Assert.Equal("payments.v1", (string)letter["topic"]!);
        Assert.Equal(409, (await shop.PostAsync($"/analytics/dead-letters/{letter["id"]}/replay")).Status);
        // A later version of the service may be able to read it; here the message gets well.
        var healed = AnalyticsShop.Json(new PaymentCaptured(key, key, new(3m, "EUR"), At(2004)));
        await shop.ScalarAsync<object>(
            "UPDATE dead_letters SET value = convert_to(@healed, 'UTF8') WHERE id = @id", new { healed, id = (Guid)letter["id"]! });
        Assert.Equal(204, (await shop.PostAsync($"/analytics/dead-letters/{letter["id"]}/replay")).Status);
        Assert.Equal(3m, (decimal)Assert.Single(await shop.RowsAsync("revenue?from=2004-05-01&to=2004-06-01&by=month"))!["net"]!);
        Assert.Null(await LetterAsync(key));
    }

    [Fact]
    public async Task Unpublished_product_is_not_recommended_but_keeps_its_name_in_reports()
    {
        var (tent, stove, lamp) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await ConfirmAsync(Guid.CreateVersion7(), At(2005), tent, stove, lamp);
        await ConfirmAsync(Guid.CreateVersion7(), At(2005), tent, stove);
        await shop.PublishAndApplyAsync(Product(stove, 2, "Stove II", published: true));
        await shop.PublishAndApplyAsync(Product(stove, 1, "Stove", published: true));
        await shop.PublishAndApplyAsync(new ProductDeleted(lamp, 3, At(2005)));
        await shop.PublishAndApplyAsync(Product(lamp, 2, "Lamp", published: true));
        using var response = await shop.Process.Client.GetAsync($"/analytics/products/{tent}/bought-together");
        var items = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["items"]!.AsArray();

        var item = Assert.Single(items)!;
        Assert.Equal(
            ($"{stove}", "Stove II", 2, 1m),
            ((string)item["productId"]!, (string)item["name"]!, (int)item["orders"]!, (decimal)item["share"]!));
        Assert.Contains("max-age", $"{response.Headers.CacheControl}", StringComparison.Ordinal);
        Assert.Equal(3, (await shop.RowsAsync("best-sellers?from=2005-05-01&to=2005-06-01")).Count);
    }

    [Fact]
    public async Task Experiment_groups_are_compared_by_their_orders()
    {
        foreach (var (group, placed, confirmed) in new[] { ("control", 10, 3), ("variant", 10, 9) })
        {
            for (var i = 0; i < placed; i++)
                await PlaceAsync(group, i < confirmed);
        }

        var rows = await shop.RowsAsync("experiments?from=2006-05-01&to=2006-06-01&of=placed&control=control");
        var variant = rows.Single(row => (string)row!["group"]! == "variant")!;
        Assert.Equal((10, 9), ((int)variant["placed"]!, (int)variant["confirmed"]!));
        Assert.Equal((0.6, 0.1705, 0.8090), (
            Math.Round((double)variant["difference"]!["value"]!, 4), Math.Round((double)variant["difference"]!["low"]!, 4),
            Math.Round((double)variant["difference"]!["high"]!, 4)));

        async Task PlaceAsync(string group, bool confirmed)
        {
            var (order, user) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await shop.PublishAndApplyAsync(new OrderPlaced(order, user, "", [], new(1, "EUR"), At(2006), group));
            if (confirmed)
                await shop.PublishAndApplyAsync(new OrderConfirmed(order, user, [], new(1, "EUR"), At(2006)));
        }
    }

    [Fact]
    public async Task Crash_loses_no_event_and_counts_none_twice()
    {
        var captured = new PaymentCaptured(Guid.CreateVersion7(), Guid.CreateVersion7(), new(7m, "EUR"), At(2007));
        for (var i = 0; i < 3; i++)
        {
            var id = Guid.CreateVersion7();
            await shop.PublishAsync(captured, id);
            await shop.CrashAsync();
            await shop.WaitUntilAppliedAsync(id);
        }

        Assert.Equal(7m, (decimal)Assert.Single(await shop.RowsAsync("revenue?from=2007-05-01&to=2007-06-01&by=month"))!["net"]!);
    }

    private async Task<JsonNode?> LetterAsync(Guid key)
    {
        var id = await shop.ScalarAsync<Guid?>("SELECT id FROM dead_letters WHERE key = convert_to(@key, 'UTF8')", new { key = $"{key}" });
        var listed = (await shop.GetAsync("/analytics/dead-letters?limit=100")).Body!["items"]!.AsArray();
        return listed.FirstOrDefault(letter => (Guid)letter!["id"]! == id);
    }

    private async Task<IEnumerable<(int New, int Returning)>> BuyersAsync(int year)
    {
        var rows = await shop.RowsAsync($"buyers?from={year}-05-01&to={year}-08-01&by=month");
        return [.. rows.Select(row => ((int)row!["new"]!, (int)row["returning"]!))];
    }

    private Task ConfirmAsync(Guid user, DateTimeOffset at, params Guid[] products) => shop.PublishAndApplyAsync(new OrderConfirmed(
        Guid.CreateVersion7(), user,
        [.. products.Select(product => new OrderLine($"{product}", product, "As it was sold", 1, new(1, "EUR")))], new(1, "EUR"), at));

    private static ProductChanged Product(Guid id, long version, string name, bool published)
        => new(id, version, name, "", "", "", [], [], published, At(2005));

    private static DateTimeOffset At(int year) => new(year, 5, 15, 12, 0, 0, TimeSpan.Zero);
}
