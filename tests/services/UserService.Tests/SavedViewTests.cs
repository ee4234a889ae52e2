using System.Net;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class SavedViewTests(UserServiceFixture service)
{
    private const string Path = "/users/me/views";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Views_are_listed_by_name_replaced_by_name_and_removed_by_their_owner_alone()
    {
        var (person, stranger) = (await Http.NewPersonAsync(), await Http.NewPersonAsync());
        foreach (var (page, name, query) in ((string, string, string)[])
        [
            ("orders", "to ship", "?status=Paid"), ("products", "Tents", "?category=tents"), ("orders", "Big ones", "?minTotal=500"),
            ("orders", "to ship", "?status=Confirmed"),
        ])
            Assert.Equal(HttpStatusCode.OK, await SaveAsync(person, page, name, query));

        var orders = await ListAsync(person, "?page=orders");
        Assert.Equal(
            [("Big ones", "?minTotal=500"), ("to ship", "?status=Confirmed")],
            orders.Select(view => (view.Text("name"), view.Text("query"))));
        Assert.Equal(3, (await ListAsync(person, "")).Count);
        Assert.Empty(await ListAsync(stranger, ""));

        foreach (var (caller, left) in new[] { (stranger, 3), (person, 2) })
        {
            var path = $"{Path}/{orders[0].Text("id")}";
            Assert.Equal(
                HttpStatusCode.NoContent, await Http.CallAsync(HttpMethod.Delete, path, accessToken: caller.Access).StatusAsync());
            Assert.Equal(left, (await ListAsync(person, "")).Count);
        }
    }

    [Theory]
    [InlineData("Orders", "x", "?a=b")]
    [InlineData("orders", " ", "?a=b")]
    [InlineData("orders", "x", "https://elsewhere.example")]
    [InlineData("orders", "x", "")]
    public async Task Invalid_view_is_refused(string page, string name, string query)
        => Assert.Equal(HttpStatusCode.BadRequest, await SaveAsync(await Http.NewPersonAsync(), page, name, query));

    [Fact]
    public async Task There_are_fifty_views_at_most_and_they_are_exported()
    {
        var person = await Http.NewPersonAsync();
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO saved_views SELECT gen_random_uuid(), @Id, 'orders', 'view ' || n, '?a=b' FROM generate_series(1, 50) n",
            new { person.Id });

        Assert.Equal(HttpStatusCode.Conflict, await SaveAsync(person, "orders", "one more", "?a=b"));
        Assert.Equal(HttpStatusCode.OK, await SaveAsync(person, "orders", "view 1", "?a=c"));
        var document = await Http.GetAsync("/users/me/export", person.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(50, document["savedViews"]!.AsArray().Count);
    }

    private Task<HttpStatusCode> SaveAsync(Person person, string page, string name, string query)
        => Http.CallAsync(HttpMethod.Post, Path, new { page, name, query }, person.Access).StatusAsync();

    private async Task<List<System.Text.Json.Nodes.JsonNode>> ListAsync(Person person, string query)
    {
        var list = await Http.GetAsync($"{Path}{query}", person.Access).ReadAsync(HttpStatusCode.OK);
        return [.. list["items"]!.AsArray().Select(item => item!)];
    }
}
