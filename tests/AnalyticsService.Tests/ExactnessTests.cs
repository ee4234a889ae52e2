using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>What is counted whatever happens to events, people and processes. Each test has a year of its own.</summary>
[Collection(AnalyticsShopCollection.Name)]
public sealed class ExactnessTests(AnalyticsShop shop)
{
    [Fact]
    public async Task An_event_that_the_broker_lost_is_found_in_its_publishers_log_and_counts_once()
    {
        var (order, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var captured = new PaymentCaptured(order, order, new(12.34m, "EUR"), At(2001));
        shop.Stub.EventLog.Say(PaymentCaptured.Type, $"{order}", JsonNode.Parse(AnalyticsShop.Json(captured))!.AsObject(), id);
        await shop.HeardAsync(id);
        await shop.SayAsync(captured, id);
        await shop.TellAsync(new PaymentRefunded(order, order, Guid.CreateVersion7(), new(2.34m, "EUR"), At(2001)));

        var row = Assert.Single(await shop.RowsAsync("revenue?from=2001-05-01&to=2001-06-01&by=month"));
        Assert.Equal((12.34m, 2.34m, 10m), ((decimal)row!["captured"]!, (decimal)row["refunded"]!, (decimal)row["net"]!));
    }

    [Fact]
    public async Task Currencies_are_never_added_up()
    {
        foreach (var (amount, currency) in new[] { (10m, "EUR"), (1000m, "JPY"), (5.5m, "EUR") })
            await shop.TellAsync(new PaymentCaptured(Guid.CreateVersion7(), Guid.CreateVersion7(), new(amount, currency), At(2002)));

        var rows = await shop.RowsAsync("revenue?from=2002-05-01&to=2002-06-01&by=month");
        Assert.Equal([("EUR", 15.5m), ("JPY", 1000m)], rows.Select(row => ((string)row!["currency"]!, (decimal)row["net"]!)));
    }

    [Fact]
    public async Task An_erased_person_is_linked_to_nothing_any_more_and_every_sum_stays()
    {
        var user = Guid.CreateVersion7();
        await ConfirmAsync(user, At(2003));
        await ConfirmAsync(user, At(2003).AddMonths(1));
        var before = await BuyersAsync(2003);
        await shop.TellAsync(new UserErased(user, At(2003)));
        await ConfirmAsync(user, At(2003).AddMonths(2));

        Assert.Equal([(1, 0), (0, 1), (0, 0)], before);
        Assert.Equal(before, await BuyersAsync(2003));
        Assert.Equal(3, (await shop.RowsAsync("orders?from=2003-05-01&to=2003-08-01&by=month")).Sum(row => (int)row!["confirmed"]!));
        Assert.Equal(0L, await shop.ScalarAsync<long>("select count(*) from order_facts where buyer = @user", new { user }));
        Assert.Equal(1L, await shop.ScalarAsync<long>(
            "select count(*) from order_facts where confirmed_at between '2003-07-01' and '2003-08-01' and buyer is null"));
    }

    [Fact]
    public async Task Poison_goes_to_the_dead_letters_and_counts_once_it_can_be_read()
    {
        var key = Guid.CreateVersion7();
        await shop.SayAsync(Topics.Payments, PaymentCaptured.Type, $"{key}", """{ "orderId": 7 }""");
        var letter = await Eventually.ValueAsync(() => LetterAsync(key).GetAwaiter().GetResult(), "the letter is listed");

        Assert.Equal("payments.v1", (string)letter["topic"]!);
        Assert.Equal(409, (await shop.PostAsync($"/analytics/dead-letters/{letter["id"]}/replay")).Status);
        // A later version of the service may be able to read it; here the message gets well.
        var healed = AnalyticsShop.Json(new PaymentCaptured(key, key, new(3m, "EUR"), At(2004)));
        await shop.ScalarAsync<object>("update dead_letters set value = convert_to(@healed, 'UTF8') where id = @id", new { healed, id = (Guid)letter["id"]! });
        Assert.Equal(204, (await shop.PostAsync($"/analytics/dead-letters/{letter["id"]}/replay")).Status);
        Assert.Equal(3m, (decimal)Assert.Single(await shop.RowsAsync("revenue?from=2004-05-01&to=2004-06-01&by=month"))!["net"]!);
        Assert.Null(await LetterAsync(key));
    }

    [Fact]
    public async Task What_is_no_longer_for_sale_is_not_recommended_and_keeps_its_name_in_the_books()
    {
        var (tent, stove, lamp) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await ConfirmAsync(Guid.CreateVersion7(), At(2005), tent, stove, lamp);
        await ConfirmAsync(Guid.CreateVersion7(), At(2005), tent, stove);
        await shop.TellAsync(Product(stove, 2, "Stove II", published: true));
        await shop.TellAsync(Product(stove, 1, "Stove", published: true));
        await shop.TellAsync(new ProductDeleted(lamp, 3, At(2005)));
        await shop.TellAsync(Product(lamp, 2, "Lamp", published: true));
        using var response = await shop.Process.Client.GetAsync($"/analytics/products/{tent}/bought-together");
        var items = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["items"]!.AsArray();

        var item = Assert.Single(items)!;
        Assert.Equal(($"{stove}", "Stove II", 2, 1m), ((string)item["productId"]!, (string)item["name"]!, (int)item["orders"]!, (decimal)item["share"]!));
        Assert.Contains("max-age", $"{response.Headers.CacheControl}", StringComparison.Ordinal);
        Assert.Equal(3, (await shop.RowsAsync("best-sellers?from=2005-05-01&to=2005-06-01")).Count);
    }

    [Fact]
    public async Task Groups_of_an_experiment_are_compared_by_the_orders_that_name_them()
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
            Math.Round((double)variant["difference"]!["value"]!, 4), Math.Round((double)variant["difference"]!["low"]!, 4), Math.Round((double)variant["difference"]!["high"]!, 4)));

        async Task PlaceAsync(string group, bool confirmed)
        {
            var (order, user) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await shop.TellAsync(new OrderPlaced(order, user, "", [], new(1, "EUR"), At(2006), group));
            if (confirmed)
                await shop.TellAsync(new OrderConfirmed(order, user, [], new(1, "EUR"), At(2006)));
        }
    }

    [Fact]
    public async Task What_was_counted_is_still_there_after_a_crash_and_counts_once()
    {
        var captured = new PaymentCaptured(Guid.CreateVersion7(), Guid.CreateVersion7(), new(7m, "EUR"), At(2007));
        for (var i = 0; i < 3; i++)
        {
            var id = Guid.CreateVersion7();
            await shop.SayAsync(captured, id);
            await shop.CrashAsync();
            await shop.HeardAsync(id);
        }

        Assert.Equal(7m, (decimal)Assert.Single(await shop.RowsAsync("revenue?from=2007-05-01&to=2007-06-01&by=month"))!["net"]!);
    }

    private async Task<JsonNode?> LetterAsync(Guid key)
    {
        var id = await shop.ScalarAsync<Guid?>("select id from dead_letters where key = convert_to(@key, 'UTF8')", new { key = $"{key}" });
        var listed = (await shop.GetAsync("/analytics/dead-letters?limit=100")).Body!["items"]!.AsArray();
        return listed.FirstOrDefault(letter => (Guid)letter!["id"]! == id);
    }

    private async Task<IEnumerable<(int New, int Returning)>> BuyersAsync(int year)
        => [.. (await shop.RowsAsync($"buyers?from={year}-05-01&to={year}-08-01&by=month")).Select(row => ((int)row!["new"]!, (int)row["returning"]!))];

    private Task ConfirmAsync(Guid user, DateTimeOffset at, params Guid[] products) => shop.TellAsync(new OrderConfirmed(
        Guid.CreateVersion7(), user, [.. products.Select(product => new OrderLine($"{product}", product, "As it was sold", 1, new(1, "EUR")))], new(1, "EUR"), at));

    private static ProductChanged Product(Guid id, long version, string name, bool published)
        => new(id, version, name, "", "", "", [], [], published, At(2005));

    private static DateTimeOffset At(int year) => new(year, 5, 15, 12, 0, 0, TimeSpan.Zero);
}
