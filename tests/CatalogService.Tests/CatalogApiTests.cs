using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

public sealed class PostgresCatalogApiTests(PostgresCatalogFixture fixture) : CatalogApiTests(fixture), IClassFixture<PostgresCatalogFixture>;

public sealed class MongoCatalogApiTests(MongoCatalogFixture fixture) : CatalogApiTests(fixture), IClassFixture<MongoCatalogFixture>;

public abstract partial class CatalogApiTests(CatalogFixture fixture)
{
    private readonly HttpClient anybody = fixture.Client();
    private readonly HttpClient keeper = fixture.Client(Permissions.ProductsRead, Permissions.ProductsWrite);

    [SkippableFact]
    public async Task A_product_is_served_with_its_tag_and_not_sent_twice()
    {
        var created = await keeper.PostAsJsonAsync("/products", Body(NewSku(), stock: 3));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var read = await anybody.GetAsync(created.Headers.Location);
        Assert.Equal(created.Headers.ETag, read.Headers.ETag);
        Assert.Equal(3, (await JsonAsync(read)).GetProperty("variants")[0].GetProperty("available").GetInt32());

        using var again = new HttpRequestMessage(HttpMethod.Get, created.Headers.Location);
        again.Headers.IfNoneMatch.Add(read.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await anybody.SendAsync(again)).StatusCode);
    }

    [SkippableFact]
    public async Task A_change_of_stock_shows_at_once_and_under_a_new_tag()
    {
        var sku = NewSku();
        var created = await keeper.PostAsJsonAsync("/products", Body(sku, stock: 3));
        var before = (await anybody.GetAsync(created.Headers.Location)).Headers.ETag;
        await ChangeStockAsync(sku, -1, "broken", "key-1");
        var after = await anybody.GetAsync(created.Headers.Location);
        Assert.NotEqual(before, after.Headers.ETag);
        Assert.Equal(2, (await JsonAsync(after)).GetProperty("variants")[0].GetProperty("available").GetInt32());
    }

    [SkippableFact]
    public async Task A_stale_or_missing_If_Match_is_refused_and_changes_nothing()
    {
        var sku = NewSku();
        var created = await keeper.PostAsJsonAsync("/products", Body(sku));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PutAsync(created.Headers.Location!, Body(sku, "Other"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(created.Headers.Location!, Body(sku, "Other"), "\"7\"")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(created.Headers.Location!, Body(sku, "Other"), "rubbish")).StatusCode);
        Assert.Equal("Brass Lamp", (await JsonAsync(await anybody.GetAsync(created.Headers.Location))).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(created.Headers.Location!, Body(sku, "Other"), "\"1\"")).StatusCode);
        Assert.Equal("Other", (await JsonAsync(await anybody.GetAsync(created.Headers.Location))).GetProperty("name").GetString());
    }

    [SkippableFact]
    public async Task An_unpublished_product_is_seen_by_keepers_alone()
    {
        var sku = NewSku();
        var created = await keeper.PostAsJsonAsync("/products", Body(sku) with { Published = false });
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(created.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync(created.Headers.Location)).StatusCode);
        var variants = await anybody.GetFromJsonAsync<JsonElement>($"/products/variants?sku={sku}");
        Assert.Equal(sku, variants.GetProperty("missing")[0].GetString());
        variants = await keeper.GetFromJsonAsync<JsonElement>($"/products/variants?sku={sku}");
        Assert.False(variants.GetProperty("items")[0].GetProperty("published").GetBoolean());
    }

    [SkippableTheory]
    [InlineData("POST", "/products")]
    [InlineData("POST", "/categories")]
    [InlineData("GET", "/products/variants/A/stock/history")]
    [InlineData("POST", "/products/import")]
    [InlineData("GET", "/products/export")]
    [InlineData("GET", "/products/variants/A/stock")]
    public async Task Keepers_work_is_refused_to_others(string method, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(anybody, method, path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(fixture.Client(Permissions.OrdersRead), method, path)).StatusCode);
    }

    [SkippableTheory]
    [InlineData("/products?after=rubbish", "after")]
    [InlineData("/products?limit=0", "limit")]
    [InlineData("/products?limit=101", "limit")]
    [InlineData("/products?limit=x", "limit")]
    [InlineData("/products?sort=colour", "sort")]
    [InlineData("/products?category=%00", "category")]
    [InlineData("/products?minPrice=cheap", "minPrice")]
    [InlineData("/products/variants", "sku")]
    public async Task A_wrong_query_is_refused_by_the_name_of_its_parameter(string path, string parameter)
    {
        var response = await anybody.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await JsonAsync(response)).GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [SkippableFact]
    public async Task Unknown_skus_are_missing_and_no_error()
    {
        var answer = await anybody.GetFromJsonAsync<JsonElement>("/products/variants?sku=nowhere&sku=%00");
        Assert.Equal(2, answer.GetProperty("missing").GetArrayLength());
    }

    [SkippableFact]
    public async Task A_stock_change_is_made_once_per_key()
    {
        var sku = NewSku();
        await keeper.PostAsJsonAsync("/products", Body(sku, stock: 5));
        var key = sku;
        Assert.Equal(8, (await JsonAsync(await ChangeStockAsync(sku, 3, "delivery", key))).GetProperty("available").GetInt32());
        Assert.Equal(8, (await JsonAsync(await ChangeStockAsync(sku, 3, "delivery", key))).GetProperty("available").GetInt32());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChangeStockAsync(sku, 4, "delivery", key)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await ChangeStockAsync(sku, -9, "lost", key + "2")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ChangeStockAsync(sku, 1, "no key", "")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ChangeStockAsync("nowhere", 1, "found", key + "3")).StatusCode);
        var level = await keeper.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");
        Assert.Equal(8, level.GetProperty("available").GetInt32());
    }

    [SkippableFact]
    public async Task An_import_takes_the_good_lines_and_names_each_bad_one()
    {
        var (first, second) = (NewSku(), NewSku());
        byte[] file =
        [
            .. Line(first, "First", 3), .. "not json\n"u8, .. "\n"u8, .. "{\"name\":\""u8, 0xFF, .. "\"}\n"u8,
            .. Line(second, "Second", -1), .. Line(second, "Second", 4), .. Line(first, "First again", 9), .. "[]\n"u8,
        ];
        var report = await JsonAsync(await ImportAsync(file));
        Assert.Equal(2, report.GetProperty("imported").GetInt32());
        Assert.Equal(1, report.GetProperty("updated").GetInt32());
        Assert.Equal(5, report.GetProperty("failed").GetInt32());
        var errors = report.GetProperty("errors").EnumerateArray().ToDictionary(e => e.GetProperty("line").GetInt32(), e => e.GetProperty("errors"));
        Assert.Equal([2, 3, 4, 5, 8], errors.Keys.Order());
        Assert.True(errors[5].TryGetProperty("stock", out _));

        var variants = await anybody.GetFromJsonAsync<JsonElement>($"/products/variants?sku={first}&sku={second}");
        Assert.Equal(["First again", "Second"], variants.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("name").GetString()));
        Assert.Equal([9, 4], variants.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("available").GetInt32()));
    }

    [SkippableFact]
    public async Task A_connection_outlives_the_import_that_came_by_it()
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        var connections = 0;
        handler.ConnectCallback = async (context, token) =>
        {
            Interlocked.Increment(ref connections);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, token);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var client = new HttpClient(handler) { BaseAddress = anybody.BaseAddress };
        client.DefaultRequestHeaders.Authorization = keeper.DefaultRequestHeaders.Authorization;
        for (var i = 0; i < 3; i++)
        {
            using var content = new ByteArrayContent(Line(NewSku(), "Lamp", 1)) { Headers = { ContentType = new("application/x-ndjson") } };
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/products/import", content)).StatusCode);
        }

        Assert.Equal(1, connections);
    }

    [SkippableFact]
    public async Task An_import_of_another_type_is_refused()
        => Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await ImportAsync("{}"u8.ToArray(), "application/json")).StatusCode);

    [SkippableFact]
    public async Task An_export_can_be_imported_again_and_changes_no_stock()
    {
        var sku = NewSku();
        await ImportAsync(Line(sku, "Exported", 6));
        var exported = (await keeper.GetStringAsync("/products/export")).Split('\n').Single(l => l.Contains(sku, StringComparison.Ordinal));
        var line = JsonElement.Parse(exported);
        Assert.Equal((1, "Lighting", 1), (
            line.GetProperty("version").GetInt64(), line.GetProperty("categoryName").GetString(), line.GetProperty("variants")[0].GetProperty("stockVersion").GetInt64()));
        var report = await JsonAsync(await ImportAsync(Encoding.UTF8.GetBytes(exported)));
        Assert.Equal(1, report.GetProperty("updated").GetInt32());
        var level = await keeper.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");
        Assert.Equal(6, level.GetProperty("available").GetInt32());
    }

    [SkippableFact]
    public async Task The_events_of_an_order_get_their_answers_over_the_broker()
    {
        var sku = NewSku();
        await ImportAsync(Line(sku, "Ordered", 2));
        var order = Guid.CreateVersion7();
        await using var orders = new KafkaTap(fixture.Broker, Topics.Orders);
        await using var answers = new KafkaTap(fixture.Broker, Topics.Catalog);
        var placed = new OrderPlaced(order, Guid.CreateVersion7(), "", Samples.Lines((sku, 2)), new Money(1, "EUR"), TimeProvider.System.GetUtcNow());
        await orders.PublishEventAsync(OrderPlaced.Type, $"{order}", JsonSerializer.Serialize(placed, ContractsJson.Default.OrderPlaced));
        await answers.WaitForAsync(m => m.Key == $"{order}" && m.Headers["ce_type"] == StockReserved.Type, "the order's stock is reserved");
        await Eventually.Async(
            async () => (await keeper.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock")).GetProperty("reserved").GetInt32() == 2,
            "two pieces are held");

        var confirmed = new OrderConfirmed(order, placed.UserId, placed.Lines, placed.Total, placed.PlacedAt);
        await orders.PublishEventAsync(OrderConfirmed.Type, $"{order}", JsonSerializer.Serialize(confirmed, ContractsJson.Default.OrderConfirmed));
        var returned = new ReturnReceived(order, Guid.CreateVersion7(), placed.UserId, Samples.Lines((sku, 1)), placed.PlacedAt);
        await orders.PublishEventAsync(ReturnReceived.Type, $"{order}", JsonSerializer.Serialize(returned, ContractsJson.Default.ReturnReceived));
        await answers.WaitForAsync(m => m.Key == $"{order}" && m.Headers["ce_type"] == StockReturned.Type, "what came back is on the shelf");
        var level = await keeper.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");
        Assert.Equal((1, 0, 1), (level.GetProperty("available").GetInt32(), level.GetProperty("reserved").GetInt32(), level.GetProperty("sold").GetInt32()));
    }

    private static ProductBody Body(string sku, string name = "Brass Lamp", int? stock = null)
        => new(name, "Lighting", sku, new Money(49.90m, "EUR"), stock, Published: true);

    private static byte[] Line(string sku, string name, int stock)
        => [.. JsonSerializer.SerializeToUtf8Bytes(Body(sku, name, stock), JsonSerializerOptions.Web), (byte)'\n'];

    private static string NewSku() => $"A-{Guid.CreateVersion7():n}";

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>();

    private async Task<HttpResponseMessage> ImportAsync(byte[] file, string type = "application/x-ndjson")
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return await keeper.PostAsync("/products/import", content);
    }

    private async Task<HttpResponseMessage> PutAsync(Uri product, ProductBody body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, product) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await keeper.SendAsync(request);
    }

    private async Task<HttpResponseMessage> ChangeStockAsync(string sku, int change, string reason, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/products/variants/{sku}/stock") { Content = JsonContent.Create(new { change, reason }) };
        if (key.Length > 0)
            request.Headers.Add("Idempotency-Key", key);
        return await keeper.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await client.SendAsync(request);
    }

    private sealed record ProductBody(string Name, string Category, string Sku, Money Price, int? Stock, bool Published);
}
