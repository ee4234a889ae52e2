using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

/// <summary>Patches, sales, categories, history.</summary>
public abstract partial class CatalogApiTests
{
    [Fact]
    public async Task Import_is_in_the_history_of_the_products_that_it_changes_and_of_no_other()
    {
        var (changed, same) = (NewSku(), NewSku());
        await ImportAsync([.. Line(changed, "Brass Lamp", 5), .. Line(same, "Brass Lamp", 5)]);
        await ImportAsync([.. Line(changed, "Lamp", 5), .. Line(same, "Brass Lamp", 7)]);

        var history = await HistoryAsync(changed);
        Assert.Equal(["changed", "created"], history.Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal(
            """[{"field":"name","before":"Brass Lamp","after":"Lamp"}]""",
            history[0].GetProperty("changes").GetRawText().Replace(" ", "", StringComparison.Ordinal)
                .Replace("BrassLamp", "Brass Lamp", StringComparison.Ordinal));
        Assert.Equal(history[1].GetProperty("actorId").GetGuid(), history[0].GetProperty("actorId").GetGuid());
        Assert.Single(await HistoryAsync(same));
    }

    [Fact]
    public async Task History_has_pages_outlives_its_product_and_is_of_no_unknown_product()
    {
        var created = await staff.PostAsJsonAsync("/products", Body(NewSku()));
        using var delete = new HttpRequestMessage(HttpMethod.Delete, created.Headers.Location);
        delete.Headers.TryAddWithoutValidation("If-Match", "*");
        Assert.Equal(HttpStatusCode.NoContent, (await staff.SendAsync(delete)).StatusCode);

        var first = await staff.GetFromJsonAsync<JsonElement>($"{created.Headers.Location}/history?limit=1");
        Assert.Equal("deleted", first.GetProperty("items")[0].GetProperty("action").GetString());
        var second = await staff.GetFromJsonAsync<JsonElement>(
            $"{created.Headers.Location}/history?limit=1&after={first.GetProperty("next").GetString()}");
        Assert.Equal("created", second.GetProperty("items")[0].GetProperty("action").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(
            HttpStatusCode.NotFound, (await staff.GetAsync($"/products/{Guid.CreateVersion7()}/history")).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest, (await staff.GetAsync($"{created.Headers.Location}/history?after=x")).StatusCode);
    }

    private async Task<JsonElement[]> HistoryAsync(string sku)
    {
        var found = await staff.GetFromJsonAsync<JsonElement>($"/products/variants?sku={sku}");
        var product = found.GetProperty("items")[0].GetProperty("productId").GetGuid();
        var history = await staff.GetFromJsonAsync<JsonElement>($"/products/{product}/history");
        return [.. history.GetProperty("items").EnumerateArray()];
    }

    [Fact]
    public async Task Unreachable_MongoDB_server_fails_the_start()
    {
        var settings = new Dictionary<string, string>(fixture.Service.Environment)
        {
            ["ConnectionStrings__catalog"] = "mongodb://localhost:1/catalog",
        };
        var (exitCode, output) = await ServiceProcess.RunToEndAsync("Ecommerce.CatalogService", settings);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("MongoDB", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_patch_changes_only_the_members_it_names()
    {
        var sku = NewSku();
        var created = await staff.PostAsJsonAsync("/products", Body(sku, stock: 3));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PatchAsync(created.Headers.Location!, "{}", null)).StatusCode);
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (await PatchAsync(created.Headers.Location!, "{}", "\"1\"", "application/json")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PatchAsync(created.Headers.Location!, "[]", "\"1\"")).StatusCode);
        var refused = await PatchAsync(created.Headers.Location!, """{ "price": { "amount": -1 } }""", "\"1\"");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True((await JsonAsync(refused)).GetProperty("errors").TryGetProperty("price.amount", out _));

        var patched = await PatchAsync(
            created.Headers.Location!,
            """{ "brand": "Lumen", "price": { "amount": 59 }, "attributes": { "cord": ["2 m"], "bulb": ["E27"] } }""",
            "\"1\"");
        var product = await JsonAsync(patched);
        Assert.Equal("Brass Lamp", product.GetProperty("name").GetString());
        Assert.Equal("Lumen", product.GetProperty("brand").GetString());
        var variant = product.GetProperty("variants")[0];
        Assert.Equal(
            (59m, "EUR", 3), (
                variant.GetProperty("price").GetProperty("amount").GetDecimal(),
                variant.GetProperty("price").GetProperty("currency").GetString()!, variant.GetProperty("available").GetInt32()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PatchAsync(created.Headers.Location!, "{}", "\"1\"")).StatusCode);

        product = await JsonAsync(await PatchAsync(created.Headers.Location!, """{ "attributes": { "cord": null }, "stock": 9 }""", "*"));
        Assert.Equal(["bulb"], product.GetProperty("attributes").EnumerateObject().Select(a => a.Name));
        Assert.Equal(9, product.GetProperty("variants")[0].GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Texts_for_search_engines_are_kept_patched_and_removed_and_are_in_the_history()
    {
        var sku = NewSku();
        var body = Body(sku) with { SeoTitle = " Lamps by hand ", SeoDescription = "Brass, made in Bern." };
        var created = await staff.PostAsJsonAsync("/products", body);
        Assert.Equal(("Lamps by hand", "Brass, made in Bern."), SeoOf(await JsonAsync(await anonymous.GetAsync(created.Headers.Location))));

        var patched = await PatchAsync(created.Headers.Location!, """{ "seoTitle": "Lamps", "seoDescription": null }""", "\"1\"");
        Assert.Equal(("Lamps", null), SeoOf(await JsonAsync(patched)));
        Assert.Equal(
            ["seoTitle: Lamps by hand > Lamps", "seoDescription: Brass, made in Bern. > "],
            (await HistoryAsync(sku))[0].GetProperty("changes").EnumerateArray().Select(
                change => $"{change.GetProperty("field")}: {change.GetProperty("before")} > {change.GetProperty("after")}"));

        var refused = await PatchAsync(created.Headers.Location!, $$"""{ "seoTitle": "{{new string('x', 71)}}" }""", "\"2\"");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True((await JsonAsync(refused)).GetProperty("errors").TryGetProperty("seoTitle", out _));

        Assert.Equal((null, null), SeoOf(await JsonAsync(await PutAsync(created.Headers.Location!, Body(sku), "\"2\""))));
    }

    [Fact]
    public async Task Texts_for_search_engines_are_imported_and_exported()
    {
        var sku = NewSku();
        var line = JsonSerializer.Serialize(Body(sku) with { SeoTitle = "Lamps by hand" }, JsonSerializerOptions.Web);
        await ImportAsync(System.Text.Encoding.UTF8.GetBytes(line));

        var file = await staff.GetStringAsync("/products/export");
        var exported = file.Split('\n').Single(one => one.Contains(sku, StringComparison.Ordinal));
        Assert.Equal(("Lamps by hand", null), SeoOf(JsonElement.Parse(exported)));
    }

    private static (string? Title, string? Description) SeoOf(JsonElement product)
    {
        return (TextOf("seoTitle"), TextOf("seoDescription"));

        string? TextOf(string member) => product.TryGetProperty(member, out var text) ? text.GetString() : null;
    }

    [Theory]
    [InlineData("{ \"description\": \"\\ud800\" }", "description")]
    [InlineData("{ \"description\": \"\\u0000\" }", "description")]
    [InlineData("{ \"descripton\": \"a\" }", "descripton")]
    [InlineData("{ \"price\": { \"ammount\": 1 } }", "price.ammount")]
    [InlineData("{ \"description\": \"\u00ff\" }", "description")]
    public async Task Merge_patch_with_unreadable_text_or_an_unknown_member_changes_nothing(string patch, string member)
    {
        var created = await staff.PostAsJsonAsync("/products", Body(NewSku()));
        // In Latin 1 the last one is no UTF-8.
        var request = new HttpRequestMessage(HttpMethod.Patch, created.Headers.Location)
        {
            Content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(patch)),
        };
        request.Content.Headers.ContentType = new("application/merge-patch+json");
        request.Headers.IfMatch.ParseAdd("\"1\"");

        var refused = await staff.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True((await JsonAsync(refused)).GetProperty("errors").TryGetProperty(member, out _));
        Assert.Equal(created.Headers.ETag, (await staff.GetAsync(created.Headers.Location)).Headers.ETag);
    }

    [Fact]
    public async Task Every_adjustment_of_a_thousand_beside_imports_of_the_same_product_succeeds()
    {
        var sku = NewSku();
        await ImportAsync(Line(sku, "Adjusted", 1));
        using var done = new CancellationTokenSource();
        // Connections are shared, as behind a gateway: one that an import leaves half read would fail the next adjustment.
        var imports = Enumerable.Range(0, 2).Select(_ => ImportUntilAsync(sku, done.Token)).ToArray();
        var answers = new ConcurrentBag<HttpStatusCode>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, _) => answers.Add((await ChangeStockAsync(sku, 1, "delivery", $"{sku}-{i}")).StatusCode));
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(imports), statuses => Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status)));
        Assert.Equal([(HttpStatusCode.OK, 1000)], answers.CountBy(status => status).Select(count => (count.Key, count.Value)));
        Assert.DoesNotContain("Reading is already in progress", fixture.Process.Output, StringComparison.Ordinal);
    }

    private async Task<List<HttpStatusCode>> ImportUntilAsync(string sku, CancellationToken done)
    {
        var statuses = new List<HttpStatusCode>();
        while (!done.IsCancellationRequested)
            statuses.Add((await ImportAsync([.. Line(sku, "Adjusted", 5000), .. Line(sku, "Adjusted again", 5000)])).StatusCode);
        return statuses;
    }

    [Fact]
    public async Task Current_sale_sets_the_price_and_an_ended_one_does_not()
    {
        var (on, over) = (NewSku(), NewSku());
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (sku, to) in new[] { (on, now.AddHours(1)), (over, now.AddHours(-1)) })
            Assert.Equal(HttpStatusCode.Created, (await staff.PostAsJsonAsync("/products", new
            {
                name = "Lamp", category = "Lighting", sku, price = new Money(10, "EUR"), stock = 1,
                images = new[] { new { url = $"https://pictures.example/{sku}.jpg" } },
                sale = new { price = new Money(7, "EUR"), from = now.AddHours(-2), to },
            })).StatusCode);

        var items = (await anonymous.GetFromJsonAsync<JsonElement>($"/products/variants?sku={on}&sku={over}")).GetProperty("items");
        Assert.Equal([7m, 10m], items.EnumerateArray().Select(v => v.GetProperty("price").GetProperty("amount").GetDecimal()));
        Assert.Equal([10m, 10m], items.EnumerateArray().Select(v => v.GetProperty("regularPrice").GetProperty("amount").GetDecimal()));
        Assert.Equal(
            ("lighting", $"https://pictures.example/{on}.jpg"), (
                items[0].GetProperty("category").GetString(), items[0].GetProperty("image").GetString()));
    }

    [Fact]
    public async Task Products_are_found_by_any_category_above_them()
    {
        var (upper, lower) = ($"u{NewSku()}".ToLowerInvariant(), $"l{NewSku()}".ToLowerInvariant());
        Assert.Equal(HttpStatusCode.Created, await PostCategoryAsync(new { slug = upper, name = $"Upper & {upper}" }));
        Assert.Equal(HttpStatusCode.Conflict, await PostCategoryAsync(new { slug = upper, name = "Again" }));
        Assert.Equal(HttpStatusCode.BadRequest, await PostCategoryAsync(new { slug = lower, name = "Lower", parent = "nowhere" }));
        Assert.Equal(HttpStatusCode.Created, await PostCategoryAsync(new { slug = lower, name = "Lower", parent = upper }));
        var cycle = await staff.PutAsJsonAsync($"/categories/{upper}", new { name = "Upper", parent = lower });
        Assert.Equal(HttpStatusCode.BadRequest, cycle.StatusCode);
        var forbidden = await fixture.Client(Permissions.ProductsRead).DeleteAsync(new Uri($"/categories/{lower}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);

        var created = await JsonAsync(await staff.PostAsJsonAsync("/products", Body(NewSku()) with { Category = lower }));
        Assert.Equal($"{upper}/{lower}", created.GetProperty("categoryPath").GetString());
        Assert.Equal("Lower", created.GetProperty("category").GetString());
        foreach (var named in new[] { upper, lower, $"{upper}/{lower}", $"Upper & {upper}" })
        {
            var found = await anonymous.GetFromJsonAsync<JsonElement>($"/products?category={Uri.EscapeDataString(named)}");
            Assert.Equal(
                created.GetProperty("id").GetGuid(),
                Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        }

        Assert.Equal(1, (await anonymous.GetFromJsonAsync<JsonElement>($"/categories/{upper}")).GetProperty("products").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await staff.DeleteAsync(new Uri($"/categories/{lower}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync("/categories/nowhere")).StatusCode);
        Assert.Empty((await anonymous.GetFromJsonAsync<JsonElement>("/products?category=nowhere")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Stock_history_is_paged_newest_first()
    {
        var sku = NewSku();
        await staff.PostAsJsonAsync("/products", Body(sku, stock: 5));
        await ChangeStockAsync(sku, 3, "delivery", sku);
        await ChangeStockAsync(sku, -1, "broken", sku + "2");
        var first = await staff.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock/history?limit=2");
        Assert.Equal(["broken", "delivery"], first.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("reason").GetString()));
        var second = await staff.GetFromJsonAsync<JsonElement>(
            $"/products/variants/{sku}/stock/history?limit=2&after={first.GetProperty("next").GetString()}");
        Assert.Equal(["initial"], second.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/products/variants/nowhere/stock/history")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.GetAsync($"/products/variants/{sku}/stock/history?after=x")).StatusCode);
    }

    private async Task<HttpStatusCode> PostCategoryAsync(object category)
        => (await staff.PostAsJsonAsync("/categories", category)).StatusCode;

    private async Task<HttpResponseMessage> PatchAsync(
        Uri product, string patch, string? ifMatch, string type = "application/merge-patch+json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, product);
        request.Content = new StringContent(patch, new MediaTypeHeaderValue(type));
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await staff.SendAsync(request);
    }
}
