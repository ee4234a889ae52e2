using System.Net;
using System.Net.Http.Json;
using System.Web;
using Dapper;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;
using Npgsql;

namespace Ecommerce.UserService.Tests.SocialLogin;

[Collection(UserServiceCollection.Name)]
public sealed class SocialLoginTests(UserServiceFixture service) : IAsyncLifetime
{
    private SocialLoginFixture social = null!;

    private HttpClient Http => social.Http;

    public async ValueTask InitializeAsync() => social = await service.SocialAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task First_external_sign_in_creates_an_account_and_later_ones_reuse_it()
    {
        var person = NewPerson();
        var first = Tokens.Of(await social.SignInAsync(person).ReadAsync(HttpStatusCode.OK));
        // The provider knows people by their subject: the address may be another by now.
        var second = Tokens.Of(await social.SignInAsync(person with { Email = UsersApi.NewEmail() }).ReadAsync(HttpStatusCode.OK));

        var account = await Http.GetAsync("/users/me", first.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(person.Email, account.Text("email"));
        Assert.Equal("Ada of the provider", account.Text("name"));
        Assert.True(account["emailVerified"]!.GetValue<bool>());
        Assert.Equal(account.Text("id"), new HandCheckedToken(second.Access).Claims.Text("sub"));
        await Http.RefreshAsync(second.Refresh);
        // Nobody gave a password.
        Assert.Null(new HandCheckedToken(second.Access).Claims["auth_time"]);
        await using var connection = new NpgsqlConnection(social.Database);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>(
            "SELECT count(*) FROM outbox WHERE type = 'user-registered.v1' AND key = @id", new { id = account.Text("id") }));
    }

    [Fact]
    public async Task External_sign_in_links_to_the_verified_account_of_its_address()
    {
        var person = NewPerson();
        var id = await Http.RegisterAsync(person.Email);
        await SetVerifiedAsync(person.Email);

        var tokens = Tokens.Of(await social.SignInAsync(person).ReadAsync(HttpStatusCode.OK));

        Assert.Equal(id, new HandCheckedToken(tokens.Access).Claims.Text("sub"));
        await Http.LoginAsync(person.Email);
        var export = await Http.GetAsync("/users/me/export", tokens.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("test", Assert.Single(export["providers"]!.AsArray())!.GetValue<string>());
        Assert.Contains(export["audit"]!.AsArray(), entry => entry!.Text("action") == "provider-linked");
    }

    [Fact]
    public async Task External_sign_in_with_the_address_of_an_unverified_account_returns_409()
    {
        var person = NewPerson();
        await Http.RegisterAsync(person.Email);

        Assert.Equal("account-not-verified", await social.SignInAsync(person).ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task External_sign_in_without_verified_address_returns_403()
    {
        var person = NewPerson() with { EmailVerified = false };
        await Http.RegisterAsync(person.Email);
        await SetVerifiedAsync(person.Email);

        Assert.Equal("no-verified-email", await social.SignInAsync(person).ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Account_without_a_password_cannot_log_in_with_one()
    {
        var person = NewPerson();
        await social.SignInAsync(person).ReadAsync(HttpStatusCode.OK);

        await Http.TryLoginAsync(person.Email, "nobody's").ReadAsync(HttpStatusCode.Unauthorized);
        await Http.TryLoginAsync(person.Email, UsersApi.Password).ReadAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task External_sign_in_to_a_disabled_account_returns_403()
    {
        var person = NewPerson();
        await social.SignInAsync(person).ReadAsync(HttpStatusCode.OK);
        await using (var connection = new NpgsqlConnection(social.Database))
            await connection.ExecuteAsync("UPDATE users SET disabled_at = now() WHERE email = @email", new { email = person.Email });

        Assert.Equal("account-disabled", await social.SignInAsync(person).ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task External_sign_in_does_not_go_around_the_code()
    {
        var person = NewPerson();
        await Http.RegisterAsync(person.Email);
        await SetVerifiedAsync(person.Email);
        var tokens = Tokens.Of(await social.SignInAsync(person).ReadAsync(HttpStatusCode.OK));
        var app = await Http.SetUpAsync(tokens.Access);
        await Http.ConfirmAsync(tokens.Access, app.Now);

        Assert.Equal("second-factor-required", await social.SignInAsync(person).ProblemAsync(HttpStatusCode.Unauthorized));
        await Http.TryCodeAsync(person.Email, app.Next, UsersApi.Password).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Authorization_request_follows_the_standard()
    {
        var query = HttpUtility.ParseQueryString((await social.BeginAsync()).AuthorizationUrl.Query);

        Assert.Equal("1", query["tenant"]);
        Assert.Equal(SocialLoginFixture.RedirectUri, query["redirect_uri"]);
        Assert.All(["state", "nonce", "code_challenge"], name => Assert.Equal(43, query[name]!.Length));
        Assert.Equal(3, new[] { query["state"], query["nonce"], query["code_challenge"] }.Distinct().Count());
    }

    [Fact]
    public async Task Configured_providers_are_listed()
    {
        var list = await Http.GetAsync("/users/external").ReadAsync(HttpStatusCode.OK);
        Assert.Equal(["gone", "test"], list["items"]!.AsArray().Select(provider => provider!.Text("name")));
    }

    [Fact]
    public async Task Unreachable_provider_returns_503()
        => Assert.Equal(
            "unavailable", await Http.PostAsJsonAsync("/users/external/gone", new { redirectUri = SocialLoginFixture.RedirectUri })
            .ProblemAsync(HttpStatusCode.ServiceUnavailable));

    [Fact]
    public async Task Unknown_redirect_address_or_provider_is_rejected()
    {
        foreach (
            var redirectUri in new object?[] { "https://shop.example/elsewhere", "https://evil.example/signed-in", "not an address", null })
            Assert.Equal(["redirectUri"], await Http.PostAsJsonAsync("/users/external/test", new { redirectUri }).WrongFieldsAsync());
        var unknown = Http.PostAsJsonAsync("/users/external/unknown", new { redirectUri = SocialLoginFixture.RedirectUri });
        Assert.Equal("not-found", await unknown.ProblemAsync(HttpStatusCode.NotFound));
        Assert.Equal(
            ["code", "state", "ticket"], (await Http.PostAsJsonAsync("/users/external/test/complete", new { }).WrongFieldsAsync()).Order());
    }

    [Fact]
    public async Task Disabled_social_login_returns_404()
    {
        Assert.Equal("not-found", await service.Http.GetAsync("/users/external").ProblemAsync(HttpStatusCode.NotFound));
        var begin = service.Http.PostAsJsonAsync("/users/external/test", new { redirectUri = SocialLoginFixture.RedirectUri });
        Assert.Equal("not-found", await begin.ProblemAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Social_login_can_be_switched_at_runtime()
    {
        try
        {
            social.Flags.Set("SOCIAL_LOGIN", "false");
            await Eventually.Async(async () => await StatusAsync() == HttpStatusCode.NotFound, "there is no such thing any more");
        }
        finally
        {
            social.Flags.Set("SOCIAL_LOGIN", "true");
        }

        await Eventually.Async(async () => await StatusAsync() == HttpStatusCode.OK, "it is there again");
    }

    private async Task<HttpStatusCode> StatusAsync()
    {
        using var answer = await Http.GetAsync("/users/external");
        return answer.StatusCode;
    }

    private static ExternalPerson NewPerson() => new(Guid.CreateVersion7().ToString(), UsersApi.NewEmail(), true, "Ada of the provider");

    private async Task SetVerifiedAsync(string email)
    {
        await using var connection = new NpgsqlConnection(social.Database);
        await connection.ExecuteAsync("UPDATE users SET email_verified_at = now() WHERE email = @email", new { email });
    }
}
