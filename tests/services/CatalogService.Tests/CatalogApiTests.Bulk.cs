using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ecommerce.CatalogService.Tests;

public abstract partial class CatalogApiTests
{
    [Fact]
    public async Task Bulk_edit_changes_prices_once_per_key_and_names_what_it_could_not_change()
    {
        var (one, other, missing) = (await CreateAsync(), await CreateAsync(), Guid.CreateVersion7());
        var request = new { ids = new[] { one, other, missing }, pricePercent = 10 };

        var first = await JsonAsync(await BulkAsync(request, "bulk-1"));
        var again = await JsonAsync(await BulkAsync(request, "bulk-1"));

        Assert.Equal(2, first.GetProperty("changed").GetInt32());
        Assert.Equal(missing, Assert.Single(first.GetProperty("failed").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(54.89m, await PriceAsync(one));
        Assert.Equal(54.89m, await PriceAsync(other));
        var history = (await staff.GetFromJsonAsync<JsonElement>($"/products/{one}/history")).GetProperty("items");
        Assert.Equal(["price-changed", "created"], history.EnumerateArray().Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, (await BulkAsync(new { ids = new[] { one }, pricePercent = 10 }, "bulk-1")).StatusCode);
    }

    [Fact]
    public async Task Bulk_edits_with_the_same_key_at_once_raise_a_price_once_and_other_keys_each()
    {
        var id = await CreateAsync();
        var same = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => BulkAsync(new { ids = new[] { id }, pricePercent = 100 }, "same")));
        // The key is locked for a moment, and whoever meets it then tries again.
        Assert.All(same, response => Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        Assert.Equal(99.80m, await PriceAsync(id));

        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            i => BulkAsync(new { ids = new[] { id }, pricePercent = 100 }, $"other-{i}")));
        Assert.All(others, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(99.80m * 16, await PriceAsync(id));
    }

    [Fact]
    public async Task Bulk_edit_sets_the_category_and_publishes_and_counts_no_product_that_is_so_already()
    {
        var id = await CreateAsync();
        await staff.PostAsJsonAsync("/categories", new { slug = "bulk-lamps", name = "Lamps" });

        Assert.Equal(1, Count(await JsonAsync(await BulkAsync(new { ids = new[] { id, id }, category = "bulk-lamps" }, "b-1")), "changed"));
        Assert.Equal(1, Count(await JsonAsync(await BulkAsync(new { ids = new[] { id }, published = false }, "b-2")), "changed"));
        Assert.Equal(0, Count(await JsonAsync(await BulkAsync(new { ids = new[] { id }, published = false }, "b-3")), "changed"));

        var product = await staff.GetFromJsonAsync<JsonElement>($"/products/{id}");
        Assert.Equal(
            ("bulk-lamps", false),
            (product.GetProperty("categoryPath").GetString(), product.GetProperty("published").GetBoolean()));
        Assert.Equal(3, product.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("""{ "ids": [], "published": true }""", "ids")]
    [InlineData("""{ "ids": ["0190a5a0-0000-7000-8000-000000000001"] }""", "body")]
    [InlineData("""{ "ids": ["0190a5a0-0000-7000-8000-000000000001"], "published": true, "category": "x" }""", "body")]
    [InlineData("""{ "ids": ["0190a5a0-0000-7000-8000-000000000001"], "pricePercent": -100 }""", "pricePercent")]
    [InlineData("""{ "ids": ["0190a5a0-0000-7000-8000-000000000001"], "category": "no-such-category" }""", "category")]
    public async Task Invalid_bulk_edit_is_refused_by_field(string body, string field)
    {
        var response = await BulkAsync(JsonDocument.Parse(body).RootElement, "key");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await JsonAsync(response)).GetProperty("errors").TryGetProperty(field, out _));
    }

    private async Task<Guid> CreateAsync()
        => (await JsonAsync(await staff.PostAsJsonAsync("/products", Body(NewSku())))).GetProperty("id").GetGuid();

    private async Task<decimal> PriceAsync(Guid id)
        => (await staff.GetFromJsonAsync<JsonElement>($"/products/{id}"))
            .GetProperty("variants")[0].GetProperty("regularPrice").GetProperty("amount").GetDecimal();

    private async Task<HttpResponseMessage> BulkAsync(object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/products/bulk") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await staff.SendAsync(request);
    }
}
