using System.Net;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class ReauthenticationTests(UserServiceFixture service)
{
    private const string Path = "/users/me/reauthentication";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Token_says_when_the_password_was_given_and_a_refresh_keeps_it()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var person = await Http.NewPersonAsync();
        Assert.InRange(AuthTime(person.Access)!.Value, before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

        var (old, at) = await AgeAsync(person.Tokens);

        Assert.Equal(at, AuthTime(old.Access));
        Assert.Equal(at, AuthTime((await Http.RefreshAsync(old.Refresh)).Access));
    }

    [Fact]
    public async Task Switch_of_a_feature_requires_a_recent_sign_in()
    {
        var (admin, _) = await AgeAsync(await Http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword));
        Assert.Equal("reauthentication-required", await SwitchAsync(admin.Access).ProblemAsync(HttpStatusCode.Forbidden));

        var renewed = await ReauthenticateAsync(admin.Access, new { password = UserServiceFixture.DemoPassword });

        Assert.Equal(HttpStatusCode.OK, await SwitchAsync(renewed).StatusAsync());

        // To what the deployment says: other tests see no difference.
        Task<HttpResponseMessage> SwitchAsync(string access)
            => Http.CallAsync(HttpMethod.Put, "/features/SOCIAL_LOGIN", new { enabled = (bool?)null }, access);
    }

    [Theory]
    [InlineData("PUT", "/roles", HttpStatusCode.OK)]
    [InlineData("POST", "/disable", HttpStatusCode.OK)]
    [InlineData("POST", "/enable", HttpStatusCode.OK)]
    [InlineData("GET", "/export", HttpStatusCode.OK)]
    [InlineData("DELETE", "/two-factor", HttpStatusCode.NoContent)]
    [InlineData("DELETE", "", HttpStatusCode.NoContent)]
    public async Task Change_of_an_account_by_staff_requires_a_recent_sign_in(string method, string path, HttpStatusCode done)
    {
        var (admin, _) = await AgeAsync(await Http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword));
        var person = await Http.NewPersonAsync();
        object? body = method == "PUT" ? new { roles = new[] { "customer" } } : null;
        Assert.Equal("reauthentication-required", await CallAsync(admin.Access).ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.OK, await Http.GetAsync($"/users/{person.Id}", admin.Access).StatusAsync());

        var renewed = await ReauthenticateAsync(admin.Access, new { password = UserServiceFixture.DemoPassword });

        Assert.Equal(done, await CallAsync(renewed).StatusAsync());
        // What follows of the session is as recent.
        Assert.Equal(AuthTime(renewed), AuthTime((await Http.RefreshAsync(admin.Refresh)).Access));

        Task<HttpResponseMessage> CallAsync(string access)
            => Http.CallAsync(new(method), $"/users/{person.Id}{path}", body, access);
    }

    [Fact]
    public async Task Early_rotation_of_the_signing_key_requires_a_recent_sign_in()
    {
        var (admin, _) = await AgeAsync(await Http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword));
        var rotation = Http.CallAsync(HttpMethod.Post, "/users/signing-keys", accessToken: admin.Access);
        Assert.Equal("reauthentication-required", await rotation.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("DELETE", "/users/me", HttpStatusCode.NoContent)]
    [InlineData("POST", "/users/me/password", HttpStatusCode.OK)]
    [InlineData("PATCH", "/users/me", HttpStatusCode.OK)]
    public async Task Owner_with_a_second_factor_gives_a_code_where_the_sign_in_is_not_recent(
        string method, string path, HttpStatusCode done)
    {
        foreach (var byReauthentication in (bool[])[false, true])
        {
            var (person, app, _) = await Http.NewTwoFactorPersonAsync();
            var (old, _) = await AgeAsync(person.Tokens);
            Assert.Equal("second-factor-required", await CallAsync(old.Access).ProblemAsync(HttpStatusCode.Forbidden));
            Assert.Equal("wrong-code", await CallAsync(old.Access, app.Wrong).ProblemAsync(HttpStatusCode.Forbidden));

            if (byReauthentication)
            {
                var renewed = await ReauthenticateAsync(old.Access, new { password = UsersApi.Password, code = app.Next });
                Assert.Equal(done, await CallAsync(renewed).StatusAsync());
            }
            else
            {
                Assert.Equal(done, await CallAsync(old.Access, app.Next).StatusAsync());
            }
        }

        Task<HttpResponseMessage> CallAsync(string access, string? code = null)
        {
            const string password = UsersApi.Password;
            object body = method switch
            {
                "DELETE" => new { password, code },
                "POST" => new { currentPassword = password, newPassword = "another horse 8", code },
                _ => new { email = UsersApi.NewEmail(), password, code },
            };
            return Http.CallAsync(new(method), path, body, access);
        }
    }

    [Fact]
    public async Task Sign_in_of_before_the_second_factor_is_no_proof_of_it()
    {
        var (person, _, _) = await Http.NewTwoFactorPersonAsync();
        // As if it had been set up after this sign-in.
        await using (var command = service.Database.CreateCommand(
            $"UPDATE two_factors SET confirmed_at = now() + interval '1 minute' WHERE user_id = '{person.Id}'"))
            await command.ExecuteNonQueryAsync();

        var erasure = Http.CallAsync(HttpMethod.Delete, "/users/me", new { password = UsersApi.Password }, person.Access);
        Assert.Equal("second-factor-required", await erasure.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Sensitive_change_without_the_permission_is_forbidden_as_ever()
    {
        var person = await Http.NewPersonAsync();
        var (staff, _) = await AgeAsync(await Http.LoginAsync("service@ecommerce.example", UserServiceFixture.DemoPassword));
        var erasure = Http.CallAsync(HttpMethod.Delete, $"/users/{person.Id}", accessToken: staff.Access);
        Assert.Equal("forbidden", await erasure.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Wrong_passwords_are_limited_and_change_nothing()
    {
        var person = await Http.NewPersonAsync();
        var (old, at) = await AgeAsync(person.Tokens);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(
                "wrong-password", await TryAsync(old.Access, new { password = "wrong horse 99" }).ProblemAsync(HttpStatusCode.Forbidden));
        }

        Assert.Equal(
            "too-many-attempts",
            await TryAsync(old.Access, new { password = UsersApi.Password }).ProblemAsync(HttpStatusCode.TooManyRequests));
        Assert.Equal(at, AuthTime((await Http.RefreshAsync(old.Refresh)).Access));
    }

    [Fact]
    public async Task Account_with_two_factor_sign_in_gives_a_code_as_well()
    {
        var (person, app, _) = await Http.NewTwoFactorPersonAsync();
        const string password = UsersApi.Password;
        Assert.Equal("second-factor-required", await TryAsync(person.Access, new { password }).ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(
            "wrong-code", await TryAsync(person.Access, new { password, code = app.Wrong }).ProblemAsync(HttpStatusCode.Forbidden));

        await ReauthenticateAsync(person.Access, new { password, code = app.Next });

        Assert.Equal("wrong-code", await TryAsync(person.Access, new { password, code = app.Next }).ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Ended_session_stays_ended()
    {
        var person = await Http.NewPersonAsync();
        await Http.CallAsync(HttpMethod.Post, "/users/logout", new { refreshToken = person.Tokens.Refresh }).StatusAsync();

        Assert.Equal(
            "session-ended", await TryAsync(person.Access, new { password = UsersApi.Password }).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Session_of_a_guest_has_no_time_of_a_password()
        => Assert.Null(AuthTime((await Http.NewGuestAsync(UsersApi.NewEmail())).Access));

    private Task<HttpResponseMessage> TryAsync(string accessToken, object proof)
        => Http.CallAsync(HttpMethod.Post, Path, proof, accessToken);

    private async Task<string> ReauthenticateAsync(string accessToken, object proof)
    {
        var token = (await TryAsync(accessToken, proof).ReadAsync(HttpStatusCode.OK)).Text("accessToken");
        Assert.Equal(new HandCheckedToken(accessToken).Claims.Text("sid"), new HandCheckedToken(token).Claims.Text("sid"));
        return token;
    }

    /// <summary>The session's next tokens, as if it had begun six minutes ago.</summary>
    private async Task<(Tokens Tokens, long At)> AgeAsync(Tokens tokens)
    {
        await using (var connection = await service.Database.OpenConnectionAsync())
        {
            var id = Guid.Parse(new HandCheckedToken(tokens.Access).Claims.Text("sid"));
            await connection.ExecuteAsync(
                "UPDATE refresh_families SET authenticated_at = authenticated_at - interval '6 minutes' WHERE id = @id", new { id });
        }

        return (await Http.RefreshAsync(tokens.Refresh), AuthTime(tokens.Access)!.Value - 360);
    }

    private static long? AuthTime(string accessToken) => new HandCheckedToken(accessToken).Claims["auth_time"]?.GetValue<long>();
}
