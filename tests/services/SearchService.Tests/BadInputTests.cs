using System.Text.Json.Nodes;

namespace Ecommerce.SearchService.Tests;

[Collection(PostgresCollection.Name)]
public sealed class BadInputTests(SearchShop shop)
{
    private const string LongQuery =
        "q=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("q", "q=%00")]
    [InlineData("q", LongQuery)]
    [InlineData("sort", "sort=cheapest")]
    [InlineData("limit", "limit=0")]
    [InlineData("limit", "limit=101")]
    [InlineData("limit", "limit=ten")]
    [InlineData("after", "after=nonsense")]
    [InlineData("minPrice", "minPrice=-1")]
    [InlineData("minPrice", "minPrice=.5")]
    [InlineData("maxPrice", "maxPrice=5.")]
    [InlineData("maxPrice", "maxPrice=1e9")]
    [InlineData("maxPrice", "minPrice=10&maxPrice=5")]
    [InlineData("minRating", "minRating=6")]
    [InlineData("inStock", "inStock=yes")]
    [InlineData("onSale", "onSale=yes")]
    [InlineData("attribute", "attribute=colour")]
    [InlineData("attribute", "attribute=%3Ared")]
    [InlineData("brand", "brand=%01")]
    [InlineData("category", "category=%02")]
    public async Task Invalid_parameter_returns_400_that_names_it(string field, string query)
    {
        var (status, problem) = await shop.SendAsync(HttpMethod.Get, $"/search?{query}", null);

        Assert.Equal(400, status);
        Assert.NotNull(problem!["errors"]![field]);
    }

    [Theory]
    [InlineData("q=!!!")]
    [InlineData("q=%22%22")]
    [InlineData("q=the")]
    [InlineData("q=%27+OR+1%3D1+--")]
    [InlineData("q=%F0%9F%98%80+tent")]
    [InlineData("q=a+%26+%7C+!+%3A*+%3C-%3E+(")]
    [InlineData("q=%22unclosed")]
    [InlineData("q=*")]
    [InlineData("q=%EF%BF%BF%ED%A0%80")]
    [InlineData("minPrice=99999999999")]
    [InlineData("category=%25_%27")]
    [InlineData("attribute=a%3Ab%3Ac%3Dd")]
    [InlineData("after=WyJSZWxldmFuY2UiLCIxZTMwMCIsIjAxOTBhNWEwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMSJd")]
    public async Task Unusual_query_returns_200(string query)
        => Assert.Equal(200, (await shop.SendAsync(HttpMethod.Get, $"/search?{query}", null)).Status);

    [Theory]
    [InlineData("/search/suggestions?limit=11")]
    [InlineData("/search/suggestions?q=%00")]
    [InlineData("/search/popular?limit=x")]
    public async Task Invalid_parameter_of_other_reads_returns_400(string path)
        => Assert.Equal(400, (await shop.SendAsync(HttpMethod.Get, path, null)).Status);

    [Theory]
    [InlineData("""{ "groups": [["one"]] }""", "groups[0]")]
    [InlineData("""{ "groups": [["one", "two"], ["a", "!!"]] }""", "groups[1][1]")]
    [InlineData("""{ "groups": [["one", null]] }""", "groups[0]")]
    [InlineData("{}", "groups")]
    public async Task Invalid_synonyms_return_400_and_change_nothing(string body, string field)
    {
        var before = (await shop.GetAsync("/search/synonyms", "products:read")).ToJsonString();

        var (status, problem) = await shop.SendAsync(HttpMethod.Put, "/search/synonyms", JsonNode.Parse(body), "products:write");

        Assert.Equal(400, status);
        Assert.Contains(problem!["errors"]!.AsObject(), error => error.Key.StartsWith(field, StringComparison.Ordinal));
        Assert.Equal(before, (await shop.GetAsync("/search/synonyms", "products:read")).ToJsonString());
    }

    [Theory]
    [InlineData("GET", "/search/index", "products:read")]
    [InlineData("GET", "/search/synonyms", "products:read")]
    [InlineData("GET", "/search/rebuild", "products:read")]
    [InlineData("POST", "/search/rebuild", "products:write")]
    [InlineData("GET", "/search/dead-letters", "products:write")]
    public async Task Operator_endpoint_without_permission_is_rejected(string method, string path, string permission)
    {
        Assert.Equal(401, (await shop.SendAsync(new(method), path, null)).Status);
        Assert.Equal(403, (await shop.SendAsync(new(method), path, null, "users:read")).Status);
        Assert.NotEqual("", permission);
    }
}
