using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>What people can do with an open shop in the dashboard.</summary>
[Collection(nameof(Shop))]
public sealed class CommandTests(Shop shop)
{
    [Fact]
    public async Task Rotated_signing_key_is_published_and_a_second_rotation_is_rejected()
    {
        using var http = new HttpClient { BaseAddress = shop.Gateway, DefaultRequestHeaders = { { "User-Agent", "command-tests" } } };

        Assert.True((await shop.ExecuteAsync("user-service", "rotate-key")).Success);

        var keys = await http.GetFromJsonAsync<JsonNode>("/.well-known/jwks.json");
        Assert.Equal(2, keys!["keys"]!.AsArray().Count);
        var again = await shop.ExecuteAsync("user-service", "rotate-key");
        Assert.Equal((false, "A new key is published already, and does not sign yet."), (again.Success, again.Message));
    }

    [Fact]
    public async Task Demo_catalogue_is_imported_again()
    {
        var result = await shop.ExecuteAsync("catalog-service", "import-demo");

        Assert.True(result.Success, result.Message);
        Assert.Matches("^[0-9]+ products imported, [0-9]+ updated, 0 refused.$", result.Message);
    }

    [Fact]
    public async Task Search_index_is_rebuilt()
    {
        var result = await shop.ExecuteAsync("search-service", "rebuild-index");

        Assert.True(result.Success, result.Message);
    }

    [Theory]
    [InlineData("catalog-service")]
    [InlineData("payment-service")]
    [InlineData("notification-service")]
    [InlineData("review-service")]
    [InlineData("search-service")]
    [InlineData("analytics-service")]
    public async Task Dead_letters_are_replayed(string service)
    {
        var result = await shop.ExecuteAsync(service, "replay-dead-letters");

        Assert.Equal((true, "There are none."), (result.Success, result.Message));
    }

    [Fact]
    public async Task Service_killed_in_the_dashboard_is_restarted()
    {
        var before = shop.ProcessOf("review-service");

        Assert.True((await shop.ExecuteAsync("review-service", "kill")).Success);

        await Eventually.Async(
            () => shop.ProcessOf("review-service") is { } after && after != before, "it runs again", TimeSpan.FromSeconds(60));
        await shop.IsHealthyAsync("review-service");
    }
}
