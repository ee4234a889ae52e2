using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class RegistrationTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task Registration_creates_a_customer_at_its_location()
    {
        var email = UsersApi.NewEmail();
        using var response = await Http.RegisterAsync(new { email, password = UsersApi.Password, name = "Ada" });
        var account = await response.ReadAsync();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(email, account.Text("email"));
        Assert.Equal("customer", Assert.Single(account["roles"]!.AsArray())!.GetValue<string>());
        Assert.Equal(7, Guid.Parse(account.Text("id")).Version);

        var tokens = await Http.LoginAsync(email);
        var found = await Http.GetAsync(response.Headers.Location!.ToString(), tokens.Access).ReadAsync(HttpStatusCode.OK);
        Assert.True(JsonNode.DeepEquals(account, found), $"{account} is not {found}");
    }

    [Fact]
    public async Task Registered_address_in_another_spelling_returns_409()
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);

        var again = Http.RegisterAsync($"  {email.ToUpperInvariant()} ", "203.0.113.50");

        Assert.Equal("email-taken", await again.ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Parallel_registrations_of_one_address_succeed_once()
    {
        var email = UsersApi.NewEmail();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Http.RegisterAsync(email, $"203.0.113.{60 + i}").StatusAsync()));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Registration_stores_its_event()
    {
        var email = UsersApi.NewEmail();
        var id = await Http.RegisterAsync(email);

        await using var connection = await service.Database.OpenConnectionAsync();
        var events = await connection.QueryAsync<string>(
            "SELECT data::text FROM outbox WHERE type = 'user-registered.v1' AND key = @id", new { id });
        var data = JsonNode.Parse(Assert.Single(events))!;
        Assert.Equal(id, data.Text("userId"));
        Assert.DoesNotContain(email, data.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_is_not_stored_in_plain_text()
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);

        await using var connection = await service.Database.OpenConnectionAsync();
        var row = await connection.QuerySingleAsync<string>("SELECT users::text FROM users WHERE email = @email", new { email });
        Assert.DoesNotContain(UsersApi.Password, row, StringComparison.Ordinal);
        Assert.Contains("pbkdf2-sha256$10000$", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": "ada", "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": "a@b@shop.example", "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": "ada@shop.example\u0000", "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": "аda@shop.example", "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": 5, "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": "ada@shop.example", "name": "Ada" }""", "password")]
    [InlineData("""{ "email": "ada@shop.example", "password": "short", "name": "Ada" }""", "password")]
    [InlineData("""{ "email": "ada@shop.example", "password": "aaaaaaaaaaaa", "name": "Ada" }""", "password")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9" }""", "name")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9", "name": " " }""", "name")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9", "name": "A\u0000da" }""", "name")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9", "name": "\ud800" }""", "name")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9", "name": ["Ada"] }""", "name")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9", "name": "You won! https://prize.example" }""", "name")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9", "name": "visit example.com" }""", "name")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9", "name": "\u200d\u3164" }""", "name")]
    [InlineData("""{ "email": "ada@shop.example", "password": "correct horse 9", "name": "Ada \u202eeve" }""", "name")]
    [InlineData("""{ "email": "a..b@shop.example", "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": ".a@shop.example", "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": "ada@x_y.example", "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": "a.@shop.example", "password": "correct horse 9", "name": "Ada" }""", "email")]
    [InlineData("""{ "email": "ada@mün chen.example", "password": "correct horse 9", "name": "Ada" }""", "email")]
    public async Task Invalid_field_returns_400_with_its_name(string body, string field)
        => Assert.Equal([field], await Http.PostAsync("/users", JsonBody(body)).WrongFieldsAsync());

    [Theory]
    [InlineData("You won! Claim at https://prize.example/now")]
    [InlineData("www.prize")]
    public async Task Refusal_of_a_web_address_in_a_name_says_so(string name)
    {
        var refused = await Http.RegisterAsync(new { email = UsersApi.NewEmail(), password = UsersApi.Password, name })
            .ReadAsync(HttpStatusCode.BadRequest);
        Assert.StartsWith("must not have a web address", refused["errors"]!["name"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("O'Neill", "O'Neill")]
    [InlineData("J. R. R. Tolkien", "J. R. R. Tolkien")]
    [InlineData("محمد\u200cرضا", "محمد\u200cرضا")]
    [InlineData(" Zoe\u0301 ", "Zoé")]
    public async Task Name_is_stored_composed(string name, string stored)
    {
        var account = await Http.RegisterAsync(new { email = UsersApi.NewEmail(), password = UsersApi.Password, name })
            .ReadAsync(HttpStatusCode.Created);
        Assert.Equal(stored, account.Text("name"));
    }

    [Fact]
    public async Task Domain_in_Unicode_and_in_ASCII_is_one_account()
    {
        var local = $"{Guid.CreateVersion7():N}";
        var account = await Http.RegisterAsync(new { email = $"{local}@München.example", password = UsersApi.Password, name = "Ada" })
            .ReadAsync(HttpStatusCode.Created);

        Assert.Equal($"{local}@xn--mnchen-3ya.example", account.Text("email"));
        await Http.LoginAsync($"{local}@xn--mnchen-3ya.example");
        await Http.LoginAsync($"{local}@mu\u0308nchen.example");
        var again = Http.RegisterAsync($"{local}@xn--mnchen-3ya.example", "203.0.113.51");
        Assert.Equal("email-taken", await again.ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Texts_that_grow_when_they_are_normalised_return_400_by_their_length()
    {
        var ligatures = new string('\uFDFA', 20_000);
        var refused = await Http.RegisterAsync(new { email = UsersApi.NewEmail(), password = ligatures, name = ligatures })
            .ReadAsync(HttpStatusCode.BadRequest);
        Assert.Equal("must have at most 100 characters", refused["errors"]!["name"]![0]!.GetValue<string>());
        Assert.Equal("must have 10 to 128 characters", refused["errors"]!["password"]![0]!.GetValue<string>());

        Assert.Equal(["password"], await Http.TryLoginAsync(UsersApi.NewEmail(), ligatures).WrongFieldsAsync());
    }

    [Fact]
    public async Task Overligaturesfields_return_400_with_all_names()
    {
        var body = new
        {
            email = new string('a', 250) + "@shop.example", password = new string('p', 129) + "123", name = new string('n', 101),
        };
        Assert.Equal(["email", "name", "password"], (await Http.RegisterAsync(body).WrongFieldsAsync()).Order());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Malformed_registration_returns_400(string body)
    {
        using var answer = await Http.PostAsync("/users", JsonBody(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static StringContent JsonBody(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
