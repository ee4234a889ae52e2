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
    public async Task A_new_account_is_a_customer_and_is_found_where_Location_says()
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
    public async Task An_address_has_one_account_however_it_is_written()
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);

        var again = Http.RegisterAsync(new { email = $"  {email.ToUpperInvariant()} ", password = UsersApi.Password, name = "Eve" });

        Assert.Equal("email-taken", await again.ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Of_many_who_take_an_address_at_once_one_gets_it()
    {
        var body = new { email = UsersApi.NewEmail(), password = UsersApi.Password, name = "Ada" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Http.RegisterAsync(body)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_registration_and_its_event_are_stored_together()
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
    public async Task No_password_stands_in_the_database()
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
    public async Task A_wrong_field_is_named(string body, string field)
        => Assert.Equal([field], await Http.PostAsync("/users", JsonBody(body)).WrongFieldsAsync());

    [Fact]
    public async Task Overlong_fields_are_all_named()
    {
        var body = new { email = new string('a', 250) + "@shop.example", password = new string('p', 129) + "123", name = new string('n', 101) };
        Assert.Equal(["email", "name", "password"], (await Http.RegisterAsync(body).WrongFieldsAsync()).Order());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_body_that_is_no_registration_is_refused(string body)
    {
        using var answer = await Http.PostAsync("/users", JsonBody(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static StringContent JsonBody(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
