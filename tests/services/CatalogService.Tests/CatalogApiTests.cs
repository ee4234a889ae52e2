using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Features.ImportProducts;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

public sealed class PostgresCatalogApiTests(PostgresCatalogFixture fixture) : CatalogApiTests(fixture),
IClassFixture<PostgresCatalogFixture>;

public sealed class MongoCatalogApiTests(MongoCatalogFixture fixture) : CatalogApiTests(fixture), IClassFixture<MongoCatalogFixture>;

public abstract partial class CatalogApiTests(CatalogFixture fixture)
{
    private readonly HttpClient anonymous = fixture.Client();
    private readonly HttpClient staff = fixture.Client(Permissions.ProductsRead, Permissions.ProductsWrite);

    [Fact]
    public async Task Product_with_matching_If_None_Match_returns_304()
    {
        var created = await staff.PostAsJsonAsync("/products", Body(NewSku(), stock: 3));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var read = await anonymous.GetAsync(created.Headers.Location);
        Assert.Equal(created.Headers.ETag, read.Headers.ETag);
        Assert.Equal(3, (await JsonAsync(read)).GetProperty("variants")[0].GetProperty("available").GetInt32());

        using var again = new HttpRequestMessage(HttpMethod.Get, created.Headers.Location);
        again.Headers.IfNoneMatch.Add(read.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await anonymous.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Stock_change_is_visible_at_once_with_a_new_ETag()
    {
        var sku = NewSku();
        var created = await staff.PostAsJsonAsync("/products", Body(sku, stock: 3));
        var before = (await anonymous.GetAsync(created.Headers.Location)).Headers.ETag;
        await ChangeStockAsync(sku, -1, "broken", "key-1");
        var after = await anonymous.GetAsync(created.Headers.Location);
        Assert.NotEqual(before, after.Headers.ETag);
        Assert.Equal(2, (await JsonAsync(after)).GetProperty("variants")[0].GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Stale_or_missing_If_Match_is_refused_and_changes_nothing()
    {
        var sku = NewSku();
        var created = await staff.PostAsJsonAsync("/products", Body(sku));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PutAsync(created.Headers.Location!, Body(sku, "Other"), null)).StatusCode);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed, (await PutAsync(created.Headers.Location!, Body(sku, "Other"), "\"7\"")).StatusCode);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed, (await PutAsync(created.Headers.Location!, Body(sku, "Other"), "rubbish")).StatusCode);
        Assert.Equal("Brass Lamp", (await JsonAsync(await anonymous.GetAsync(created.Headers.Location))).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(created.Headers.Location!, Body(sku, "Other"), "\"1\"")).StatusCode);
        Assert.Equal("Other", (await JsonAsync(await anonymous.GetAsync(created.Headers.Location))).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Unpublished_product_is_visible_to_staff_alone()
    {
        var sku = NewSku();
        var created = await staff.PostAsJsonAsync("/products", Body(sku) with { Published = false });
        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync(created.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(created.Headers.Location)).StatusCode);
        var variants = await anonymous.GetFromJsonAsync<JsonElement>($"/products/variants?sku={sku}");
        Assert.Equal(sku, variants.GetProperty("missing")[0].GetString());
        variants = await staff.GetFromJsonAsync<JsonElement>($"/products/variants?sku={sku}");
        Assert.False(variants.GetProperty("items")[0].GetProperty("published").GetBoolean());
    }

    [Theory]
    [InlineData("PUT", "{0}")]
    [InlineData("PUT", "{0}, \"published\": null")]
    [InlineData("PATCH", "\"published\": null")]
    public async Task Replacement_that_does_not_say_whether_it_is_published_is_refused(string method, string members)
    {
        var sku = NewSku();
        var created = await staff.PostAsJsonAsync("/products", Body(sku) with { Published = false });
        const string Lamp = "\"name\": \"Lamp\", \"category\": \"Lighting\", \"price\": { \"amount\": 5, \"currency\": \"EUR\" }";
        var body = $"{{ {members.Replace("{0}", $"{Lamp}, \"sku\": \"{sku}\"", StringComparison.Ordinal)} }}";
        using var request = new HttpRequestMessage(new HttpMethod(method), created.Headers.Location)
        {
            Content = new StringContent(
                body, new MediaTypeHeaderValue(method == "PUT" ? "application/json" : "application/merge-patch+json")),
        };
        request.Headers.IfMatch.ParseAdd("\"1\"");

        var refused = await staff.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["published"], (await JsonAsync(refused)).GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync(created.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task Imported_line_that_does_not_say_whether_it_is_published_leaves_a_draft_unpublished()
    {
        var (draft, added) = (NewSku(), NewSku());
        var created = await staff.PostAsJsonAsync("/products", Body(draft) with { Published = false });

        var report = await JsonAsync(await ImportAsync([.. Unsaid(draft), .. Unsaid(added)]));

        Assert.Equal((1, 1), (Count(report, "imported"), Count(report, "updated")));
        Assert.Equal("Unsaid", (await JsonAsync(await staff.GetAsync(created.Headers.Location))).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync(created.Headers.Location)).StatusCode);
        var found = await anonymous.GetFromJsonAsync<JsonElement>($"/products/variants?sku={added}");
        Assert.Single(found.GetProperty("items").EnumerateArray());

        static byte[] Unsaid(string sku)
        {
            var line = (JsonObject)JsonSerializer.SerializeToNode(Body(sku, "Unsaid"), JsonSerializerOptions.Web)!;
            line.Remove("published");
            return Encoding.UTF8.GetBytes($"{line.ToJsonString()}\n");
        }
    }

    [Theory]
    [InlineData("POST", "/products")]
    [InlineData("POST", "/categories")]
    [InlineData("GET", "/products/variants/A/stock/history")]
    [InlineData("GET", "/products/0190a5a0-0000-7000-8000-000000000001/history")]
    [InlineData("POST", "/products/bulk")]
    [InlineData("POST", "/products/import")]
    [InlineData("GET", "/products/export")]
    [InlineData("GET", "/products/variants/A/stock")]
    [InlineData("GET", "/products/variants/low-stock")]
    public async Task Caller_without_permission_is_refused(string method, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(anonymous, method, path)).StatusCode);
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
    [InlineData("/products?minPrice=.5", "minPrice")]
    [InlineData("/products?maxPrice=5.", "maxPrice")]
    [InlineData("/products?maxPrice=-1", "maxPrice")]
    [InlineData("/products?name=ab", "name")]
    [InlineData("/products?name=tent", "name")]
    [InlineData("/products/variants", "sku")]
    public async Task Invalid_query_parameter_is_named_in_the_errors(string path, string parameter)
    {
        var response = await anonymous.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await JsonAsync(response)).GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task Unknown_SKUs_are_listed_as_missing()
    {
        var answer = await anonymous.GetFromJsonAsync<JsonElement>("/products/variants?sku=nowhere&sku=elsewhere");
        Assert.Equal(2, answer.GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public async Task Stock_change_is_made_once_per_idempotency_key()
    {
        var sku = NewSku();
        await staff.PostAsJsonAsync("/products", Body(sku, stock: 5));
        var key = sku;
        Assert.Equal(8, (await JsonAsync(await ChangeStockAsync(sku, 3, "delivery", key))).GetProperty("available").GetInt32());
        Assert.Equal(8, (await JsonAsync(await ChangeStockAsync(sku, 3, "delivery", key))).GetProperty("available").GetInt32());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChangeStockAsync(sku, 4, "delivery", key)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await ChangeStockAsync(sku, -9, "lost", key + "2")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ChangeStockAsync(sku, 1, "no key", "")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ChangeStockAsync("nowhere", 1, "found", key + "3")).StatusCode);
        var level = await staff.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");
        Assert.Equal(8, level.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Products_are_found_by_a_part_of_their_name_in_any_case()
    {
        var (sku, word) = (NewSku(), $"50%_{Guid.CreateVersion7():N}");
        await staff.PostAsJsonAsync("/products", Body(sku, $"Tent {word} green"));

        Assert.Equal(1, await FoundAsync(word.ToUpperInvariant()));
        Assert.Equal(0, await FoundAsync(word.Replace('%', 'x')));
        Assert.Equal(0, await FoundAsync(word.Replace('_', 'x')));

        async Task<int> FoundAsync(string part)
        {
            var page = await staff.GetFromJsonAsync<JsonElement>($"/products?name={Uri.EscapeDataString(part)}");
            return page.GetProperty("items").GetArrayLength();
        }
    }

    [Fact]
    public async Task What_runs_out_is_listed_page_by_page_with_the_fewest_first()
    {
        string[] skus = [NewSku(), NewSku(), NewSku()];
        foreach (var (sku, stock) in skus.Zip([1, 0, 7]))
            await staff.PostAsJsonAsync("/products", Body(sku, stock: stock));

        var found = new List<(string Sku, int Available)>();
        string? after = null;
        do
        {
            var query = after is null ? "" : $"&after={after}";
            var page = await staff.GetFromJsonAsync<JsonElement>($"/products/variants/low-stock?atMost=1&limit=3{query}");
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(item => (
                item.GetProperty("sku").GetString()!, item.GetProperty("available").GetInt32())));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(found.OrderBy(low => low.Available).ThenBy(low => low.Sku, StringComparer.Ordinal), found);
        Assert.Equal([(skus[1], 0), (skus[0], 1)], found.Where(low => skus.Contains(low.Sku)));
        var answer = await staff.GetAsync("/products/variants/low-stock?atMost=-1&after=rubbish");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Dry_run_of_an_import_reports_as_the_import_would_and_stores_nothing()
    {
        var (known, unknown) = (NewSku(), NewSku());
        await staff.PostAsJsonAsync("/products", Body(known, "Known", stock: 3));
        byte[] file = [.. Line(known, "Renamed", 9), .. Line(unknown, "New", 1), .. "[]\n"u8];

        var report = await JsonAsync(await ImportAsync(file, "?dryRun=true"));

        Assert.Equal(
            (1, 1, 1),
            (report.GetProperty("imported").GetInt32(), report.GetProperty("updated").GetInt32(), report.GetProperty("failed").GetInt32()));
        var variants = await anonymous.GetFromJsonAsync<JsonElement>($"/products/variants?sku={known}&sku={unknown}");
        Assert.Equal("Known", Assert.Single(variants.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(3, variants.GetProperty("items")[0].GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Import_of_new_products_alone_leaves_those_that_exist_as_they_are()
    {
        var (known, unknown) = (NewSku(), NewSku());
        await staff.PostAsJsonAsync("/products", Body(known, "Known", stock: 3));
        byte[] file = [.. Line(known, "Renamed", 9), .. Line(unknown, "New", 1)];

        var report = await JsonAsync(await ImportAsync(file, "?onlyNew=true"));

        Assert.Equal((1, 0), (report.GetProperty("imported").GetInt32(), report.GetProperty("updated").GetInt32()));
        var error = Assert.Single(report.GetProperty("errors").EnumerateArray());
        Assert.Equal(1, error.GetProperty("line").GetInt32());
        Assert.Equal(
            "is of a product that exists", error.GetProperty("errors").GetProperty("variants[0].sku")[0].GetString());
        var variants = await anonymous.GetFromJsonAsync<JsonElement>($"/products/variants?sku={known}&sku={unknown}");
        Assert.Equal(
            ["Known", "New"], variants.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Import_stores_valid_lines_and_reports_each_invalid_one()
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
        var errors = report.GetProperty("errors").EnumerateArray().ToDictionary(
            e => e.GetProperty("line").GetInt32(), e => e.GetProperty("errors"));
        Assert.Equal([2, 3, 4, 5, 8], errors.Keys.Order());
        Assert.True(errors[5].TryGetProperty("stock", out _));

        var variants = await anonymous.GetFromJsonAsync<JsonElement>($"/products/variants?sku={first}&sku={second}");
        Assert.Equal(
            ["First again", "Second"], variants.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("name").GetString()));
        Assert.Equal([9, 4], variants.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("available").GetInt32()));
    }

    [Fact]
    public async Task SKU_that_differs_by_case_alone_is_refused_with_its_field()
    {
        var sku = NewSku();
        var lower = sku.ToLowerInvariant();
        await ImportAsync(Line(sku, "First", 3));

        var posted = await staff.PostAsJsonAsync("/products", Body(lower));
        var report = await JsonAsync(await ImportAsync([.. Line(lower, "Second", 9), .. Line(sku, "First again", 4)]));

        Assert.Equal(HttpStatusCode.Conflict, posted.StatusCode);
        var problem = await JsonAsync(posted);
        Assert.Equal("urn:ecommerce:problem:sku-taken", problem.GetProperty("type").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty("sku", out _));
        // The line about another spelling is refused, and does not rename the SKU that carts and orders have.
        Assert.Equal((0, 1, 1), (Count(report, "imported"), Count(report, "updated"), Count(report, "failed")));
        Assert.True(report.GetProperty("errors")[0].GetProperty("errors").TryGetProperty("variants[0].sku", out _));
        var found = await anonymous.GetFromJsonAsync<JsonElement>($"/products/variants?sku={sku}&sku={lower}");
        Assert.Equal("First again", found.GetProperty("items")[0].GetProperty("name").GetString());
        Assert.Equal([lower], found.GetProperty("missing").EnumerateArray().Select(missing => missing.GetString()));
    }

    private static int Count(JsonElement report, string member) => report.GetProperty(member).GetInt32();

    [Fact]
    public async Task Connection_stays_open_after_an_import()
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
        using var client = new HttpClient(handler) { BaseAddress = anonymous.BaseAddress };
        client.DefaultRequestHeaders.Authorization = staff.DefaultRequestHeaders.Authorization;
        for (var i = 0; i < 3; i++)
        {
            using var content = new ByteArrayContent(Line(NewSku(), "Lamp", 1)) { Headers = { ContentType = new("application/x-ndjson") } };
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/products/import", content)).StatusCode);
        }

        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task Import_of_another_content_type_returns_415()
        => Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await ImportAsync("{}"u8.ToArray(), type: "application/json")).StatusCode);

    [Fact]
    public async Task Export_imported_again_changes_no_stock()
    {
        var sku = NewSku();
        await ImportAsync(Line(sku, "Exported", 6));
        var exported = (await staff.GetStringAsync("/products/export")).Split('\n').Single(l => l.Contains(sku, StringComparison.Ordinal));
        var line = JsonElement.Parse(exported);
        Assert.Equal((1, "Lighting", 1), (
            line.GetProperty("version").GetInt64(), line.GetProperty("categoryName").GetString(),
            line.GetProperty("variants")[0].GetProperty("stockVersion").GetInt64()));
        var report = await JsonAsync(await ImportAsync(Encoding.UTF8.GetBytes(exported)));
        Assert.Equal(1, report.GetProperty("updated").GetInt32());
        var level = await staff.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");
        Assert.Equal(6, level.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Events_of_an_order_are_answered_over_the_broker()
    {
        var sku = NewSku();
        await ImportAsync(Line(sku, "Ordered", 2));
        var order = Guid.CreateVersion7();
        await using var orders = new KafkaTap(fixture.Broker, Topics.Orders);
        await using var answers = new KafkaTap(fixture.Broker, Topics.Catalog);
        var placed = new OrderPlaced(
            order, Guid.CreateVersion7(), "", Samples.Lines((sku, 2)), new Money(1, "EUR"), TimeProvider.System.GetUtcNow());
        await orders.PublishEventAsync(OrderPlaced.Type, $"{order}", JsonSerializer.Serialize(placed, ContractsJson.Default.OrderPlaced));
        await answers.WaitForAsync(m => m.Key == $"{order}" && m.Headers["ce_type"] == StockReserved.Type, "the order's stock is reserved");
        await Eventually.Async(
            async ()
                => (await staff.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock")).GetProperty("reserved").GetInt32() == 2,
            "two pieces are held");

        var confirmed = new OrderConfirmed(order, placed.UserId, placed.Lines, placed.Total, placed.PlacedAt);
        await orders.PublishEventAsync(
            OrderConfirmed.Type, $"{order}", JsonSerializer.Serialize(confirmed, ContractsJson.Default.OrderConfirmed));
        var returned = new ReturnReceived(order, Guid.CreateVersion7(), placed.UserId, Samples.Lines((sku, 1)), placed.PlacedAt);
        await orders.PublishEventAsync(
            ReturnReceived.Type, $"{order}", JsonSerializer.Serialize(returned, ContractsJson.Default.ReturnReceived));
        await answers.WaitForAsync(
            m => m.Key == $"{order}" && m.Headers["ce_type"] == StockReturned.Type, "what came back is on the shelf");
        var level = await staff.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock");
        Assert.Equal(
            (1, 0, 1), (
                level.GetProperty("available").GetInt32(), level.GetProperty("reserved").GetInt32(), level.GetProperty("sold").GetInt32()));
    }

    private static ProductBody Body(string sku, string name = "Brass Lamp", int? stock = null)
        => new(name, "Lighting", sku, new Money(49.90m, "EUR"), stock, Published: true);

    private static byte[] Line(string sku, string name, int stock)
        => [.. JsonSerializer.SerializeToUtf8Bytes(Body(sku, name, stock), JsonSerializerOptions.Web), (byte)'\n'];

    private static string NewSku() => $"A-{Guid.CreateVersion7():n}";

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
        => await response.Content.ReadFromJsonAsync<JsonElement>();

    private async Task<HttpResponseMessage> ImportAsync(byte[] file, string query = "", string type = "application/x-ndjson")
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return await staff.PostAsync("/products/import" + query, content);
    }

    private async Task<HttpResponseMessage> PutAsync(Uri product, ProductBody body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, product) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await staff.SendAsync(request);
    }

    private async Task<HttpResponseMessage> ChangeStockAsync(string sku, int change, string reason, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/products/variants/{sku}/stock");
        request.Content = JsonContent.Create(new { change, reason });
        if (key.Length > 0)
            request.Headers.Add("Idempotency-Key", key);
        return await staff.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await client.SendAsync(request);
    }

    private sealed record ProductBody(
        string Name, string Category, string Sku, Money Price, int? Stock, bool Published, string? SeoTitle = null,
        string? SeoDescription = null);
}
