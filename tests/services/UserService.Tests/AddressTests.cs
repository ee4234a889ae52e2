using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class AddressTests(UserServiceFixture service)
{
    private const string Path = "/users/me/addresses";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Address_can_be_added_replaced_and_deleted()
    {
        var person = await Http.NewPersonAsync();
        using var response = await Http.CallAsync(HttpMethod.Post, Path, Body("Home"), person.Access);
        var added = await response.ReadAsync();
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var location = response.Headers.Location!.ToString();
        Assert.Equal("DE", added.Text("country"));
        Assert.True(JsonNode.DeepEquals(added, await Http.GetAsync(location, person.Access).ReadAsync(HttpStatusCode.OK)));

        var replaced = await Http.CallAsync(HttpMethod.Put, location, Body("Office"), person.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("Office", replaced.Text("name"));

        Assert.Equal(HttpStatusCode.NoContent, await Http.CallAsync(HttpMethod.Delete, location, accessToken: person.Access).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await Http.CallAsync(HttpMethod.Delete, location, accessToken: person.Access).StatusAsync());
        Assert.Empty(await ListAsync(person));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("street")]
    [InlineData("city")]
    public async Task Web_address_in_a_line_returns_400_with_its_name(string field)
    {
        var person = await Http.NewPersonAsync();
        var address = JsonNode.Parse(
            """{ "name": "Ada", "street": "Street 1", "city": "Berlin", "postalCode": "10115", "country": "DE" }""")!;
        address[field] = "visit prize.example";

        Assert.Equal([field], await Http.CallAsync(HttpMethod.Post, Path, address, person.Access).WrongFieldsAsync());
        Assert.Empty(await ListAsync(person));
    }

    [Fact]
    public async Task Postal_code_is_stored_in_plain_digits()
    {
        var person = await Http.NewPersonAsync();
        var body = new { name = "Ada", street = "Musterweg 1", city = "Berlin", postalCode = "１０１１５", country = "DE" };

        var added = await Http.CallAsync(HttpMethod.Post, Path, body, person.Access).ReadAsync(HttpStatusCode.Created);

        Assert.Equal("10115", added.Text("postalCode"));
    }

    [Fact]
    public async Task One_address_is_always_the_default()
    {
        var person = await Http.NewPersonAsync();
        var first = await AddAsync(person, "first");
        var second = await AddAsync(person, "second");
        Assert.Equal("first", await DefaultAsync(person));

        var third = await AddAsync(person, "third", isDefault: true);
        Assert.Equal("third", await DefaultAsync(person));

        await Http.CallAsync(HttpMethod.Put, $"{Path}/{first}", Body("first", isDefault: true), person.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("first", await DefaultAsync(person));

        await Http.CallAsync(HttpMethod.Delete, $"{Path}/{first}", accessToken: person.Access);
        Assert.Equal("third", await DefaultAsync(person));
        await Http.CallAsync(HttpMethod.Delete, $"{Path}/{third}", accessToken: person.Access);
        Assert.Equal("second", await DefaultAsync(person));
        Assert.Equal(second, (await ListAsync(person))[0]!.Text("id"));
    }

    [Fact]
    public async Task Parallel_additions_respect_the_limit_and_leave_one_default()
    {
        var person = await Http.NewPersonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 26).Select(
            i => Http.CallAsync(HttpMethod.Post, Path, Body($"{i}", isDefault: true), person.Access).StatusAsync()));

        Assert.Equal(20, answers.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(6, answers.Count(status => status == HttpStatusCode.Conflict));
        Assert.Single(await ListAsync(person), address => address!["isDefault"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Address_of_another_customer_returns_404()
    {
        var owner = await Http.NewPersonAsync();
        var stranger = await Http.NewPersonAsync();
        var path = $"{Path}/{await AddAsync(owner, "Home")}";

        Assert.Equal(HttpStatusCode.NotFound, await Http.GetAsync(path, stranger.Access).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await Http.CallAsync(HttpMethod.Put, path, Body("Mine"), stranger.Access).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await Http.CallAsync(HttpMethod.Delete, path, accessToken: stranger.Access).StatusAsync());
        Assert.Equal("Home", await DefaultAsync(owner));
    }

    [Fact]
    public async Task Invalid_fields_return_400_with_their_names()
    {
        var person = await Http.NewPersonAsync();
        var nothing = Http.CallAsync(HttpMethod.Post, Path, new { }, person.Access);
        Assert.Equal(["city", "country", "name", "street"], (await nothing.WrongFieldsAsync()).Order());
        var odd = Http.CallAsync(
            HttpMethod.Post, Path,
            new { name = "A\u0001", street = new string('s', 201), city = " ", postalCode = "10115", country = "Germany" }, person.Access);
        Assert.Equal(["city", "country", "name", "street"], (await odd.WrongFieldsAsync()).Order());
        Assert.Empty(await ListAsync(person));
    }

    private static object Body(string name, bool isDefault = false)
        => new { name, street = "Musterweg 1", city = "Berlin", postalCode = "10115", country = "de", isDefault };

    private async Task<string> AddAsync(Person person, string name, bool isDefault = false)
        => (await Http.CallAsync(HttpMethod.Post, Path, Body(name, isDefault), person.Access).ReadAsync(HttpStatusCode.Created)).Text("id");

    private async Task<JsonArray> ListAsync(Person person)
        => (await Http.GetAsync(Path, person.Access).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();

    private async Task<string> DefaultAsync(Person person)
        => Assert.Single(await ListAsync(person), address => address!["isDefault"]!.GetValue<bool>())!.Text("name");
}
