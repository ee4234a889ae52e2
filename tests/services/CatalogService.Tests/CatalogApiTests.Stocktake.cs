using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Tests;

public abstract partial class CatalogApiTests
{
    [Fact]
    public async Task Stocktake_sets_what_was_counted_once_per_key_and_says_what_was_expected()
    {
        var (sku, unknown) = (NewSku(), NewSku());
        await staff.PostAsJsonAsync("/products", Body(sku, stock: 5));
        var request = new { counts = new[] { new { sku, counted = 3 }, new { sku = unknown, counted = 1 } } };

        await StocktakeAsync(request, "count-1", "?dryRun=true");
        Assert.Equal(5, await AvailableAsync(sku));
        var first = await JsonAsync(await StocktakeAsync(request, "count-1"));
        await ChangeStockAsync(sku, 4, "delivery", "delivery");
        var again = await JsonAsync(await StocktakeAsync(request, "count-1"));

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(7, await AvailableAsync(sku));
        Assert.Equal(
            [$"{sku} 5 3 -2 ", $"{unknown}  1  not-found"],
            first.GetProperty("items").EnumerateArray()
                .Select(line => string.Join(' ', line.EnumerateObject().Select(member => member.Value))));
        var history = await staff.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock/history");
        Assert.Equal("stocktake", history.GetProperty("items")[1].GetProperty("reason").GetString());
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await StocktakeAsync(new { counts = new[] { new { sku, counted = 4 } } }, "count-1")).StatusCode);
    }

    [Fact]
    public void Count_below_what_is_reserved_is_refused_and_the_reserved_are_on_the_shelf()
    {
        var level = new StockLevel("LAMP-1", Guid.CreateVersion7(), Available: 2, Reserved: 3, Sold: 9, Version: 1);

        Assert.Equal((5, "below-reserved"), (StocktakeLine.Of(level, 2).Expected, StocktakeLine.Of(level, 2).Error));
        Assert.Null(StocktakeLine.Of(level, 2).MoveOf(level));
        Assert.Equal(0, level.After(StocktakeLine.Of(level, 3).MoveOf(level)!).Available);
        Assert.Equal("changed-meanwhile", StocktakeLine.Of(level, 4, compared: 6).Error);
        Assert.Null(StocktakeLine.Of(level, 4, compared: 6).MoveOf(level));
        Assert.Null(StocktakeLine.Of(level, 4, compared: 5).Error);
    }

    [Fact]
    public async Task Invalid_stocktake_is_refused_by_line()
    {
        var response = await StocktakeAsync(
            new { counts = new object[] { new { sku = "A-1", counted = -1 }, new { sku = "A-1", counted = 1 } } }, "invalid");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["counts[0].counted", "counts[1].sku"],
            (await JsonAsync(response)).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    private async Task<int> AvailableAsync(string sku)
        => (await staff.GetFromJsonAsync<JsonElement>($"/products/variants/{sku}/stock")).GetProperty("available").GetInt32();

    private async Task<HttpResponseMessage> StocktakeAsync(object body, string key, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/products/variants/stocktake{query}");
        request.Content = JsonContent.Create(body);
        request.Headers.Add("Idempotency-Key", key);
        return await staff.SendAsync(request);
    }
}
