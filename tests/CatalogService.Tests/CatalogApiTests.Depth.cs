using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests;

/// <summary>Patches, sales, categories, history.</summary>
public abstract partial class CatalogApiTests
{
    [SkippableFact]
    public async Task A_MongoDB_server_that_cannot_be_used_stops_the_start()
    {
        var settings = new Dictionary<string, string>(fixture.Service.Environment) { ["ConnectionStrings__catalog"] = "mongodb://localhost:1/catalog" };
        var (exitCode, output) = await ServiceProcess.RunToEndAsync("Ecommerce.CatalogService", settings);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("MongoDB", output, StringComparison.Ordinal);
    }

    [SkippableFact]
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

    [SkippableFact]
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

    [SkippableFact]
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

    [SkippableFact]
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

    private async Task<HttpResponseMessage> PatchAsync(Uri product, string patch, string? ifMatch, string type = "application/merge-patch+json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, product) { Content = new StringContent(patch, new MediaTypeHeaderValue(type)) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await keeper.SendAsync(request);
    }
}
