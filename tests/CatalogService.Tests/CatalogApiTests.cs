using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

public sealed class CatalogApiTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    private readonly HttpClient anybody = fixture.Client();
    private readonly HttpClient keeper = fixture.Client(Permissions.ProductsRead, Permissions.ProductsWrite);

    [Fact]
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

    [Fact]
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

    [Fact]
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

    [Fact]
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

    [Fact]
    public async Task A_MongoDB_server_that_cannot_be_used_stops_the_start()
    {
        var settings = new Dictionary<string, string>(fixture.Service.Environment) { ["ConnectionStrings__catalog"] = "mongodb://localhost:1/catalog" };
        var (exitCode, output) = await ServiceProcess.RunToEndAsync("Ecommerce.CatalogService", settings);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("MongoDB", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merge_patch_changes_what_it_names_and_nothing_else()
    {
        var sku = NewSku();
        var created = await keeper.PostAsJsonAsync("/products", Body(sku, stock: 3));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PatchAsync(created.Headers.Location!, "{}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PatchAsync(created.Headers.Location!, "{}", "\"1\"", "application/json")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PatchAsync(created.Headers.Location!, "[]", "\"1\"")).StatusCode);
        var refused = await PatchAsync(created.Headers.Location!, """{ "price": { "amount": -1 } }""", "\"1\"");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True((await JsonAsync(refused)).GetProperty("errors").TryGetProperty("price.amount", out _));

        var patched = await PatchAsync(
            created.Headers.Location!, """{ "brand": "Lumen", "price": { "amount": 59 }, "attributes": { "cord": ["2 m"], "bulb": ["E27"] } }""", "\"1\"");
        var product = await JsonAsync(patched);
        Assert.Equal("Brass Lamp", product.GetProperty("name").GetString());
        Assert.Equal("Lumen", product.GetProperty("brand").GetString());
        var variant = product.GetProperty("variants")[0];
        Assert.Equal((59m, "EUR", 3), (variant.GetProperty("price").GetProperty("amount").GetDecimal(), variant.GetProperty("price").GetProperty("currency").GetString()!, variant.GetProperty("available").GetInt32()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PatchAsync(created.Headers.Location!, "{}", "\"1\"")).StatusCode);

        product = await JsonAsync(await PatchAsync(created.Headers.Location!, """{ "attributes": { "cord": null }, "stock": 9 }""", "*"));
        Assert.Equal(["bulb"], product.GetProperty("attributes").EnumerateObject().Select(a => a.Name));
        Assert.Equal(9, product.GetProperty("variants")[0].GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task A_sale_that_goes_on_is_the_price_and_one_that_is_over_is_not()
    {
        var (on, over) = (NewSku(), NewSku());
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (sku, to) in new[] { (on, now.AddHours(1)), (over, now.AddHours(-1)) })
            Assert.Equal(HttpStatusCode.Created, (await keeper.PostAsJsonAsync("/products", new
            {
                name = "Lamp", category = "Lighting", sku, price = new Money(10, "EUR"), stock = 1, images = new[] { new { url = $"https://pictures.example/{sku}.jpg" } },
                sale = new { price = new Money(7, "EUR"), from = now.AddHours(-2), to },
            })).StatusCode);

        var items = (await anybody.GetFromJsonAsync<JsonElement>($"/products/variants?sku={on}&sku={over}")).GetProperty("items");
        Assert.Equal([7m, 10m], items.EnumerateArray().Select(v => v.GetProperty("price").GetProperty("amount").GetDecimal()));
        Assert.Equal([10m, 10m], items.EnumerateArray().Select(v => v.GetProperty("regularPrice").GetProperty("amount").GetDecimal()));
        Assert.Equal(("lighting", $"https://pictures.example/{on}.jpg"), (items[0].GetProperty("category").GetString(), items[0].GetProperty("image").GetString()));
    }

    [Fact]
    public async Task Categories_are_a_tree_that_products_are_found_by()
    {
        var (upper, lower) = ($"u{NewSku()}".ToLowerInvariant(), $"l{NewSku()}".ToLowerInvariant());
        Assert.Equal(HttpStatusCode.Created, (await keeper.PostAsJsonAsync("/categories", new { slug = upper, name = $"Upper & {upper}" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await keeper.PostAsJsonAsync("/categories", new { slug = upper, name = "Again" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await keeper.PostAsJsonAsync("/categories", new { slug = lower, name = "Lower", parent = "nowhere" })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await keeper.PostAsJsonAsync("/categories", new { slug = lower, name = "Lower", parent = upper })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await keeper.PutAsJsonAsync($"/categories/{upper}", new { name = "Upper", parent = lower })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Client(Permissions.ProductsRead).DeleteAsync(new Uri($"/categories/{lower}", UriKind.Relative))).StatusCode);

        var created = await JsonAsync(await keeper.PostAsJsonAsync("/products", Body(NewSku()) with { Category = lower }));
        Assert.Equal($"{upper}/{lower}", created.GetProperty("categoryPath").GetString());
        Assert.Equal("Lower", created.GetProperty("category").GetString());
        foreach (var named in new[] { upper, lower, $"{upper}/{lower}", $"Upper & {upper}" })
        {
            var found = await anybody.GetFromJsonAsync<JsonElement>($"/products?category={Uri.EscapeDataString(named)}");
            Assert.Equal(created.GetProperty("id").GetGuid(), Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        }

        Assert.Equal(1, (await anybody.GetFromJsonAsync<JsonElement>($"/categories/{upper}")).GetProperty("products").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await keeper.DeleteAsync(new Uri($"/categories/{lower}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/categories/nowhere")).StatusCode);
        Assert.Empty((await anybody.GetFromJsonAsync<JsonElement>("/products?category=nowhere")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_history_of_stock_is_read_by_pages()
    {
        var sku = NewSku();
        await keeper.PostAsJsonAsync("/products", Body(sku, stock: 5));
        await ChangeStockAsync(sku, 3, "delivery", sku);
        await ChangeStockAsync(sku, -1, "broken", sku + "2");
        var first = await keeper.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock/history?limit=2");
        Assert.Equal(["broken", "delivery"], first.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("reason").GetString()));
        var second = await keeper.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock/history?limit=2&after={first.GetProperty("next").GetString()}");
        Assert.Equal(["initial"], second.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.GetAsync("/products/variants/nowhere/stock/history")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await keeper.GetAsync($"/products/variants/{sku}/stock/history?after=x")).StatusCode);
    }

    [Theory]
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

    [Theory]
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

    [Fact]
    public async Task Unknown_skus_are_missing_and_no_error()
    {
        var answer = await anybody.GetFromJsonAsync<JsonElement>("/products/variants?sku=nowhere&sku=%00");
        Assert.Equal(2, answer.GetProperty("missing").GetArrayLength());
    }

    [Fact]
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

    [Fact]
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

    [Fact]
    public async Task An_import_of_another_type_is_refused()
        => Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await ImportAsync("{}"u8.ToArray(), "application/json")).StatusCode);

    [Fact]
    public async Task An_export_can_be_imported_again_and_changes_no_stock()
    {
        var sku = NewSku();
        await ImportAsync(Line(sku, "Exported", 6));
        var exported = (await keeper.GetStringAsync("/products/export")).Split('\n').Single(l => l.Contains(sku, StringComparison.Ordinal));
        var report = await JsonAsync(await ImportAsync(Encoding.UTF8.GetBytes(exported)));
        Assert.Equal(1, report.GetProperty("updated").GetInt32());
        var level = await keeper.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");
        Assert.Equal(6, level.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task A_placed_order_gets_its_answer_over_the_broker()
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

    private async Task<HttpResponseMessage> PatchAsync(Uri product, string patch, string? ifMatch, string type = "application/merge-patch+json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, product) { Content = new StringContent(patch, new MediaTypeHeaderValue(type)) };
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
