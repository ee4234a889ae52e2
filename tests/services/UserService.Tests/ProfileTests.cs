using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class ProfileTests(UserServiceFixture service)
{
    private const string Requested = "email-verification-requested.v1";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Profile_change_updates_name_and_locale_only()
    {
        var person = await Http.NewPersonAsync();

        var changed = await ChangeAsync(person, new { name = "  Ada Lovelace ", locale = "de-CH" }).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("Ada Lovelace", changed.Text("name"));
        Assert.Equal("de-CH", changed.Text("locale"));
        Assert.Equal(person.Email, changed.Text("email"));
        var onlyLocale = await ChangeAsync(person, new { locale = "en" }).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("Ada Lovelace", onlyLocale.Text("name"));
        Assert.True(JsonNode.DeepEquals(onlyLocale, await Http.GetAsync("/users/me", person.Access).ReadAsync(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task New_address_replaces_the_old_one_once_verified()
    {
        var person = await Http.NewPersonAsync();
        var email = UsersApi.NewEmail();

        var pending = await ChangeAsync(
            person, new { email = email.ToUpperInvariant(), password = UsersApi.Password }).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(person.Email, pending.Text("email"));
        Assert.Equal(email, pending.Text("pendingEmail"));
        await Http.LoginAsync(person.Email);
        Assert.Single(await service.EventsAsync("email-change-requested.v1", person.Id));

        Assert.Equal(HttpStatusCode.NoContent, await VerifyAsync(await service.MailedTokenAsync(Requested, person.Id)));

        var tokens = await Http.LoginAsync(email);
        await Http.TryLoginAsync(person.Email, UsersApi.Password).ReadAsync(HttpStatusCode.Unauthorized);
        var account = await Http.GetAsync("/users/me", tokens.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(email, account.Text("email"));
        Assert.True(account["emailVerified"]!.GetValue<bool>());
        Assert.Null(account["pendingEmail"]);
    }

    [Fact]
    public async Task Link_of_a_superseded_address_changes_nothing()
    {
        var person = await Http.NewPersonAsync();
        await ChangeAsync(person, new { email = UsersApi.NewEmail(), password = UsersApi.Password }).ReadAsync(HttpStatusCode.OK);
        var old = await service.MailedTokenAsync(Requested, person.Id);
        await ChangeAsync(person, new { email = person.Email, password = UsersApi.Password }).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await VerifyAsync(old));

        await Http.LoginAsync(person.Email);
    }

    [Fact]
    public async Task First_account_to_verify_an_address_gets_it()
    {
        var email = UsersApi.NewEmail();
        var people = new[] { await Http.NewPersonAsync(), await Http.NewPersonAsync() };
        foreach (var person in people)
            await ChangeAsync(person, new { email, password = UsersApi.Password }).ReadAsync(HttpStatusCode.OK);

        var answers = new List<HttpStatusCode>();
        foreach (var person in people)
            answers.Add(await VerifyAsync(await service.MailedTokenAsync(Requested, person.Id)));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Conflict], answers);
        var again = ChangeAsync(people[1], new { email, password = UsersApi.Password }, "203.0.113.80");
        Assert.Equal("email-taken", await again.ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Password_change_cancels_a_pending_change_of_address()
    {
        var person = await Http.NewPersonAsync();
        await ChangeAsync(person, new { email = UsersApi.NewEmail(), password = UsersApi.Password }).ReadAsync(HttpStatusCode.OK);
        var link = await service.MailedTokenAsync(Requested, person.Id);

        Assert.Equal(HttpStatusCode.OK, await ChangePasswordAsync(person));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await VerifyAsync(link));
        var account = await Http.GetAsync("/users/me", person.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(person.Email, account.Text("email"));
        Assert.Null(account["pendingEmail"]);
    }

    [Fact]
    public async Task Password_change_leaves_no_address_of_a_parallel_change()
    {
        var person = await Http.NewPersonAsync();
        var changes = Enumerable.Range(0, 5).Select(
            _ => ChangeAsync(person, new { email = UsersApi.NewEmail(), password = UsersApi.Password }).StatusAsync());

        var answers = await Task.WhenAll([.. changes, ChangePasswordAsync(person)]);

        Assert.Equal(HttpStatusCode.OK, answers[^1]);
        Assert.All(answers[..^1], status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Forbidden));
        Assert.Null((await Http.GetAsync("/users/me", person.Access).ReadAsync(HttpStatusCode.OK))["pendingEmail"]);
    }

    [Fact]
    public async Task Disabled_account_has_no_pending_change_of_address()
    {
        var person = await Http.NewPersonAsync();
        await ChangeAsync(person, new { email = UsersApi.NewEmail(), password = UsersApi.Password }).ReadAsync(HttpStatusCode.OK);
        var link = await service.MailedTokenAsync(Requested, person.Id);
        var staff = (await service.AdminAsync()).Access;

        var disabled = Http.CallAsync(HttpMethod.Post, $"/users/{person.Id}/disable", accessToken: staff);
        Assert.Null((await disabled.ReadAsync(HttpStatusCode.OK))["pendingEmail"]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await VerifyAsync(link));
    }

    [Fact]
    public async Task Change_of_address_requires_the_password()
    {
        var person = await Http.NewPersonAsync();
        var email = UsersApi.NewEmail();
        Assert.Equal(["password"], await ChangeAsync(person, new { email }).WrongFieldsAsync());
        Assert.Equal(
            "wrong-password", await ChangeAsync(person, new { email, password = "wrong horse 99" }).ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("""{ "name": "" }""", "name")]
    [InlineData("""{ "name": "A\u0000da" }""", "name")]
    [InlineData("""{ "locale": "German" }""", "locale")]
    [InlineData("""{ "locale": "de_DE" }""", "locale")]
    [InlineData("""{ "email": "ada", "password": "correct horse 9" }""", "email")]
    public async Task Invalid_field_returns_400_with_its_name(string body, string field)
    {
        var person = await Http.NewPersonAsync();
        Assert.Equal([field], await ChangeAsync(person, JsonNode.Parse(body)!).WrongFieldsAsync());
    }

    [Fact]
    public async Task OpenApi_describes_only_members_of_the_request_body()
    {
        var operations = (await Http.GetAsync("/openapi/v1.json").ReadAsync(HttpStatusCode.OK))["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);
        var parameters = operations.SelectMany(
            operation => operation["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.Text("name"));
        Assert.Equal(
            ["after", "email", "id", "limit", "name", "page", "productId", "provider", "role", "type"], parameters.Distinct().Order());
    }

    private Task<HttpResponseMessage> ChangeAsync(Person person, object body, string? from = null)
        => Http.CallAsync(HttpMethod.Patch, "/users/me", body, person.Access, from);

    private Task<HttpStatusCode> ChangePasswordAsync(Person person)
    {
        var body = new { currentPassword = UsersApi.Password, newPassword = "another horse 8" };
        return Http.CallAsync(HttpMethod.Post, "/users/me/password", body, person.Access).StatusAsync();
    }

    private Task<HttpStatusCode> VerifyAsync(string token) => Http.PostAsJsonAsync("/users/verify", new { token }).StatusAsync();
}
