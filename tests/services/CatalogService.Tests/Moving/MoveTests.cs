using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests.Moving;

public sealed class MoveTests(MoveFixture shop) : IClassFixture<MoveFixture>
{
    [Fact]
    public async Task Catalogue_moved_to_MongoDB_and_back_is_equal_after_killed_moves()
    {
        var (first, mongo, last) = (await shop.PostgresAsync(), await shop.MongoAsync(), await shop.PostgresAsync());
        await using var orders = new KafkaTap(shop.Broker.ConnectionString, Topics.Orders);
        var placed = Guid.CreateVersion7();
        var eventId = Guid.CreateVersion7();

        var service = await shop.StartAsync(first);
        await MoveFixture.ImportAsync(service, 2500);
        var adjusted = await MoveFixture.AdjustAsync(service, "L-7", 3, "key");
        await PlaceAsync(orders, placed, eventId, "L-7", 2);
        await Eventually.Async(async () => await ReservedAsync(service, "L-7") == 2, "two pieces are held");
        await ConfirmAsync(orders, placed, "L-7", 2);
        await Eventually.Async(async () => await SoldAsync(service, "L-7") == 2, "two pieces are sold");
        await shop.Broker.StopAsync();
        await MoveFixture.AdjustAsync(service, "L-8", 1, "unpublished");
        var before = await MoveFixture.SnapshotAsync(service, "L-7", "L-8", "L-2499");
        var positionBefore = await LastPositionAsync(service);
        await MoveFixture.StopAsync(service);

        await MoveFixture.MoveAndDieAsync(first, mongo, "products: copied");
        var (exitCode, output) = await MoveFixture.MoveAsync(first, mongo);
        Assert.True(exitCode == 0, output);
        Assert.Contains("products: 2500 records", output, StringComparison.Ordinal);

        await shop.Broker.StartAsync();
        await using var told = new KafkaTap(shop.Broker.ConnectionString, Topics.Catalog);
        await using var ordersAgain = new KafkaTap(shop.Broker.ConnectionString, Topics.Orders);
        service = await shop.StartAsync(mongo);
        Assert.Equal(before, await MoveFixture.SnapshotAsync(service, "L-7", "L-8", "L-2499"));
        await told.WaitForAsync(m => m.Value.Contains("L-8", StringComparison.Ordinal), "what was not published yet is");
        Assert.Equal(adjusted, await MoveFixture.AdjustAsync(service, "L-7", 3, "key"));
        await PlaceAsync(ordersAgain, placed, eventId, "L-7", 2);
        var other = Guid.CreateVersion7();
        await PlaceAsync(ordersAgain, other, Guid.CreateVersion7(), "L-7", 1);
        await told.WaitForAsync(m => m.Key == $"{other}", "the order behind the one that was heard already is answered");
        Assert.Equal((1, 2), (await ReservedAsync(service, "L-7"), await SoldAsync(service, "L-7")));
        Assert.DoesNotContain(told.Messages, m => m.Key == $"{placed}");
        before = await MoveFixture.SnapshotAsync(service, "L-7", "L-8", "L-2499");
        await MoveFixture.StopAsync(service);

        await MoveFixture.MoveAndDieAsync(mongo, last, "stock: copied");
        (exitCode, output) = await MoveFixture.MoveAsync(mongo, last);
        Assert.True(exitCode == 0, output);

        service = await shop.StartAsync(last);
        Assert.Equal(before, await MoveFixture.SnapshotAsync(service, "L-7", "L-8", "L-2499"));
        await MoveFixture.AdjustAsync(service, "L-9", 1, "after");
        Assert.True(await LastPositionAsync(service) > positionBefore);
        await MoveFixture.StopAsync(service);
    }

    [Fact]
    public async Task Running_service_or_filled_target_refuses_the_move()
    {
        var (postgres, mongo) = (await shop.PostgresAsync(), await shop.MongoAsync());
        var service = await shop.StartAsync(postgres);
        await MoveFixture.ImportAsync(service, 1);
        await RefusedAsync(postgres, mongo, "in use by Ecommerce.CatalogService");
        await MoveFixture.StopAsync(service);

        service = await shop.StartAsync(mongo);
        await RefusedAsync(postgres, mongo, "in use by the service");
        await MoveFixture.ImportAsync(service, 2);
        await MoveFixture.StopAsync(service);
        await RefusedAsync(postgres, mongo, "holds categories already");
        await RefusedAsync(mongo, postgres, "holds categories already");
        await RefusedAsync(await shop.PostgresAsync(), await shop.MongoAsync(), "holds nothing");
        await RefusedAsync(mongo, "", "ConnectionStrings:moveTo is missing");
        await RefusedAsync(mongo, mongo, "the same database");
        await RefusedAsync(mongo, "Host=;Password=secret", "ConnectionStrings:moveTo is neither");
    }

    private static async Task RefusedAsync(string from, string to, string because)
    {
        var (exitCode, output) = await MoveFixture.MoveAsync(from, to);
        Assert.Contains(because, output, StringComparison.Ordinal);
        Assert.DoesNotContain("assword", output, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }

    private static Task PlaceAsync(KafkaTap orders, Guid order, Guid eventId, string sku, int quantity)
    {
        var placed = new OrderPlaced(
            order, Guid.CreateVersion7(), "", Samples.Lines((sku, quantity)), new Money(1, "EUR"), TimeProvider.System.GetUtcNow());
        return orders.PublishEventAsync(
            OrderPlaced.Type, $"{order}", JsonSerializer.Serialize(placed, ContractsJson.Default.OrderPlaced), id: eventId);
    }

    private static Task ConfirmAsync(KafkaTap orders, Guid order, string sku, int quantity)
    {
        var confirmed = new OrderConfirmed(
            order, Guid.CreateVersion7(), Samples.Lines((sku, quantity)), new Money(1, "EUR"), TimeProvider.System.GetUtcNow());
        return orders.PublishEventAsync(
            OrderConfirmed.Type, $"{order}", JsonSerializer.Serialize(confirmed, ContractsJson.Default.OrderConfirmed));
    }

    private static async Task<int> ReservedAsync(ServiceProcess service, string sku)
        => (await LevelAsync(service, sku)).GetProperty("reserved").GetInt32();

    private static async Task<int> SoldAsync(ServiceProcess service, string sku)
        => (await LevelAsync(service, sku)).GetProperty("sold").GetInt32();

    private static Task<JsonElement> LevelAsync(ServiceProcess service, string sku)
        => service.Client.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");

    private static async Task<long> LastPositionAsync(ServiceProcess service)
    {
        var (last, next) = (0L, (long?)0);
        while (next is { } after)
        {
            var page = await service.Client.GetFromJsonAsync<JsonElement>($"/event-log?after={after}&limit=1000");
            last = page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("position").GetInt64()).LastOrDefault(last);
            next = page.GetProperty("next") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;
        }

        return last;
    }
}
