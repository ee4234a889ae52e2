using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

public sealed class PostgresReplicaTests(TwoReplicasOnPostgres shop) : ReplicaTests(shop), IClassFixture<TwoReplicasOnPostgres>;

public sealed class MongoReplicaTests(TwoReplicasOnMongo shop) : ReplicaTests(shop), IClassFixture<TwoReplicasOnMongo>;

public abstract class ReplicaTests(TwoReplicas shop)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Write_is_visible_to_the_other_replica_within_a_second()
    {
        var sku = NewSku();
        var product = await shop.CreateAsync(sku, stock: 1);
        for (var available = 2; available < 8; available++)
        {
            var writer = available % 2;
            await shop.AvailableAsync(1 - writer, product);
            await shop.AdjustAsync(writer, sku, 1);
            Assert.Equal(available, await shop.AvailableAsync(writer, product));
            await Eventually.Async(
                () => shop.AvailableAsync(1 - writer, product), seen => seen == available, "the other replica has it", Second);
        }
    }

    [Fact]
    public async Task Reserved_stock_is_visible_to_both_replicas()
    {
        var sku = NewSku();
        var product = await shop.CreateAsync(sku, stock: 5);
        Assert.Equal(5, await shop.AvailableAsync(0, product));
        Assert.Equal(5, await shop.AvailableAsync(1, product));
        await using var orders = new KafkaTap(shop.Broker, Topics.Orders);
        await PlaceAsync(orders, sku, 2);
        await Eventually.Async(() => shop.AvailableAsync(0, product), seen => seen == 3, "the first replica knows");
        await Eventually.Async(
            () => shop.AvailableAsync(1, product), seen => seen == 3, "the second replica knows", TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Product_is_compressed_by_Accept_Encoding_with_the_same_ETag()
    {
        var product = await shop.CreateAsync(NewSku(), stock: 1);
        var plain = await shop[0].Client.GetAsync(product);
        foreach (var (accepted, encoding) in new[] { ("gzip", "gzip"), ("br", "br"), ("gzip;q=0, br", "br"), ("identity", null) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, product);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            var answer = await shop[0].Client.SendAsync(request);
            Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal(plain.Headers.ETag, answer.Headers.ETag);
            await using var body = await answer.Content.ReadAsStreamAsync();
            await using var read = encoding switch
            {
                "gzip" => new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress),
                "br" => new System.IO.Compression.BrotliStream(body, System.IO.Compression.CompressionMode.Decompress),
                _ => body,
            };
            Assert.Equal(await plain.Content.ReadAsStringAsync(), await new StreamReader(read).ReadToEndAsync());
        }
    }

    [Fact]
    public async Task Redis_outage_leaves_reads_and_writes_working_and_is_logged_once()
    {
        var sku = NewSku();
        var product = await shop.CreateAsync(sku, stock: 1);
        await shop.AvailableAsync(1, product);
        await shop.Redis.StopAsync();
        for (var available = 2; available < 6; available++)
        {
            await shop.AdjustAsync(0, sku, 1);
            await Eventually.Async(
                () => shop.AvailableAsync(1, product), seen => seen == available, "the other replica reads the store", 2 * Second);
        }

        Assert.Equal(HttpStatusCode.OK, (await shop[1].Client.GetAsync("/health")).StatusCode);
        Assert.Single(shop[1].Output.Split('\n'), line => line.Contains("Redis does not answer", StringComparison.Ordinal));

        await shop.Redis.StartAsync();
        await Eventually.Async(
            async () =>
            {
                await shop.AvailableAsync(1, product);
                return shop[1].Output.Contains("Redis answers again", StringComparison.Ordinal);
            },
            "Redis is used again");
        await shop.AdjustAsync(0, sku, 1);
        await Eventually.Async(
            () => shop.AvailableAsync(1, product), seen => seen == 6, "the other replica has what came after", 20 * Second);
    }

    [Fact]
    public async Task Concurrent_reservations_on_two_replicas_never_oversell()
    {
        const int Stocked = 60;
        const int Orders = 100;
        var (one, other) = (NewSku(), NewSku());
        await shop.CreateAsync(one, Stocked);
        await shop.CreateAsync(other, Stocked);
        await using var orders = new KafkaTap(shop.Broker, Topics.Orders);
        await using var answers = new KafkaTap(shop.Broker, Topics.Catalog);
        var placed = await Task.WhenAll(Enumerable.Range(0, Orders).Select(
            i => i % 2 == 0 ? PlaceAsync(orders, (one, 1), (other, 1)) : PlaceAsync(orders, (other, 1), (one, 1))));

        List<string> outcomes = [];
        foreach (var order in placed)
        {
            var answer = await answers.WaitForAsync(m => m.Key == $"{order}", "every order has its answer", TimeSpan.FromSeconds(40));
            outcomes.Add(answer.Headers["ce_type"]);
        }

        Assert.Equal(Stocked, outcomes.Count(type => type == StockReserved.Type));
        Assert.Equal(Orders - Stocked, outcomes.Count(type => type == StockReservationFailed.Type));
        foreach (var sku in new[] { one, other })
        {
            var level = await shop.StaffClient(1).GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");
            Assert.Equal((0, Stocked), (level.GetProperty("available").GetInt32(), level.GetProperty("reserved").GetInt32()));
        }
    }

    private static Task<Guid> PlaceAsync(KafkaTap orders, string sku, int quantity) => PlaceAsync(orders, (sku, quantity));

    private static async Task<Guid> PlaceAsync(KafkaTap orders, params (string Sku, int Quantity)[] lines)
    {
        var order = Guid.CreateVersion7();
        var placed = new OrderPlaced(
            order, Guid.CreateVersion7(), "", Samples.Lines(lines), new Money(1, "EUR"), TimeProvider.System.GetUtcNow());
        await orders.PublishEventAsync(OrderPlaced.Type, $"{order}", JsonSerializer.Serialize(placed, ContractsJson.Default.OrderPlaced));
        return order;
    }

    private static string NewSku() => $"R-{Guid.CreateVersion7():n}";
}
