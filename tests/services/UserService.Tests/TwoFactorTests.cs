using System.Net;
using System.Net.Http.Json;
using System.Web;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class TwoFactorTests(UserServiceFixture service)
{
    private const string Path = "/users/me/two-factor";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Owner_is_told_of_every_change_of_the_second_factor_and_of_a_used_recovery_code()
    {
        const string password = UsersApi.Password;
        var (person, app, recovery) = await Http.NewTwoFactorPersonAsync();
        await Http.TryCodeAsync(person.Email, recovery[0]).ReadAsync(HttpStatusCode.OK);
        await Http.CallAsync(
            HttpMethod.Post, "/users/me/two-factor/recovery-codes", new { password, code = recovery[1] }, person.Access).StatusAsync();
        await Http.CallAsync(HttpMethod.Delete, "/users/me/two-factor", new { password, code = app.Next }, person.Access).StatusAsync();
        var (again, _, _) = await Http.NewTwoFactorPersonAsync();
        await Http.CallAsync(HttpMethod.Delete, $"/users/{again.Id}/two-factor", accessToken: (await service.AdminAsync()).Access)
            .StatusAsync();

        Assert.Equal(
            ["turned-on", "recovery-code-used", "recovery-code-used", "recovery-codes-replaced", "turned-off"],
            await ChangesAsync(person.Id));
        Assert.Equal(["turned-on", "removed"], await ChangesAsync(again.Id));

        async Task<string[]> ChangesAsync(Guid id)
            => [.. (await service.EventsAsync("second-factor-changed.v1", id)).Select(change => change.Text("change"))];
    }

    [Fact]
    public async Task Setup_answers_a_secret_and_its_address_and_changes_no_sign_in_before_it_is_confirmed()
    {
        var person = await Http.NewPersonAsync();

        var setup = await Http.CallAsync(HttpMethod.Post, Path, new { password = UsersApi.Password }, person.Access)
            .ReadAsync(HttpStatusCode.OK);

        var uri = new Uri(setup.Text("uri"));
        var query = HttpUtility.ParseQueryString(uri.Query);
        Assert.Equal("otpauth", uri.Scheme);
        Assert.Equal("totp", uri.Host);
        Assert.Equal($"/Hollyhock:{person.Email}", Uri.UnescapeDataString(uri.AbsolutePath));
        Assert.Equal(setup.Text("secret"), query["secret"]);
        Assert.Equal(32, query["secret"]!.Length);
        await Http.LoginAsync(person.Email);
        Assert.False(await IsOnAsync(person.Access));
    }

    [Fact]
    public async Task Sign_in_requires_a_code_once_it_is_confirmed()
    {
        var (person, app, recovery) = await Http.NewTwoFactorPersonAsync();

        Assert.True(await IsOnAsync(person.Access));
        Assert.Equal(10, recovery.Distinct().Count());
        Assert.Equal(
            "second-factor-required",
            await Http.TryLoginAsync(person.Email, UsersApi.Password).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("wrong-code", await Http.TryCodeAsync(person.Email, app.Wrong).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(
            "wrong-credentials",
            await Http.TryCodeAsync(person.Email, app.Next, "wrong horse 99").ProblemAsync(HttpStatusCode.Unauthorized));

        var tokens = Tokens.Of(await Http.TryCodeAsync(person.Email, Grouped(app.Next)).ReadAsync(HttpStatusCode.OK));

        await Http.RefreshAsync(tokens.Refresh);
        Assert.Equal(
            ["signed-in", "sign-in-failed", "sign-in-failed", "two-factor-enabled", "two-factor-requested"],
            (await service.AuditAsync(person.Id))[..5]);
    }

    [Fact]
    public async Task Session_that_the_password_alone_opened_ends_when_it_is_confirmed_in_another()
    {
        var person = await Http.NewPersonAsync();
        var earlier = await Http.LoginAsync(person.Email);
        var app = await Http.SetUpAsync(person.Access);

        await Http.ConfirmAsync(person.Access, app.Now);

        Assert.Equal(HttpStatusCode.Unauthorized, await Http.TryRefreshAsync(earlier.Refresh).StatusAsync());
        await Http.RefreshAsync(person.Tokens.Refresh);
    }

    [Fact]
    public async Task Code_signs_in_once()
    {
        var (person, app, _) = await Http.NewTwoFactorPersonAsync();
        // It confirmed the setup.
        Assert.Equal("wrong-code", await Http.TryCodeAsync(person.Email, app.Now).ProblemAsync(HttpStatusCode.Unauthorized));

        var code = app.Next;
        await Http.TryCodeAsync(person.Email, code).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("wrong-code", await Http.TryCodeAsync(person.Email, code).ProblemAsync(HttpStatusCode.Unauthorized));
        // One of an earlier step was seen before, too.
        Assert.Equal("wrong-code", await Http.TryCodeAsync(person.Email, app.Now).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Code_of_parallel_requests_signs_one_of_them_in()
    {
        var (person, app, recovery) = await Http.NewTwoFactorPersonAsync();

        foreach (var code in new[] { app.Next, recovery[0] })
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 6).Select(_ => Http.TryCodeAsync(person.Email, code).StatusAsync()));

            Assert.Single(answers, status => status is HttpStatusCode.OK);
            await ForgetAttemptsAsync();
        }
    }

    [Fact]
    public async Task Recovery_code_signs_in_once_however_it_is_typed()
    {
        var (person, _, recovery) = await Http.NewTwoFactorPersonAsync();

        await Http.TryCodeAsync(person.Email, recovery[0]).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("wrong-code", await Http.TryCodeAsync(person.Email, recovery[0]).ProblemAsync(HttpStatusCode.Unauthorized));
        await Http.TryCodeAsync(person.Email, $" {recovery[1].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}")
            .ReadAsync(HttpStatusCode.OK);

        Assert.Equal(["signed-in", "recovery-code-used"], (await service.AuditAsync(person.Id))[..2]);
    }

    [Fact]
    public async Task Wrong_codes_are_limited_like_wrong_passwords_also_between_right_passwords()
    {
        var (person, app, _) = await Http.NewTwoFactorPersonAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("wrong-code", await Http.TryCodeAsync(person.Email, app.Wrong).ProblemAsync(HttpStatusCode.Unauthorized));
            if (i < 9)
                await Http.TryLoginAsync(person.Email, UsersApi.Password).ReadAsync(HttpStatusCode.Unauthorized);
        }

        Assert.Equal("too-many-attempts", await Http.TryCodeAsync(person.Email, app.Next).ProblemAsync(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Wrong_codes_within_a_session_are_limited_also_between_right_passwords()
    {
        var (person, app, _) = await Http.NewTwoFactorPersonAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("wrong-code", await RemoveAsync(person.Access, app.Wrong).ProblemAsync(HttpStatusCode.Forbidden));
            if (i < 9)
                await Http.CallAsync(HttpMethod.Post, Path, new { password = UsersApi.Password }, person.Access)
                    .ProblemAsync(HttpStatusCode.Conflict);
        }

        Assert.Equal("too-many-attempts", await RemoveAsync(person.Access, app.Next).ProblemAsync(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Guesses_at_the_confirmation_are_limited()
    {
        var person = await Http.NewPersonAsync();
        var app = await Http.SetUpAsync(person.Access);
        for (var i = 0; i < 10; i++)
            Assert.Equal("wrong-code", await Http.TryConfirmAsync(person.Access, app.Wrong).ProblemAsync(HttpStatusCode.Forbidden));

        Assert.Equal(HttpStatusCode.TooManyRequests, await Http.TryConfirmAsync(person.Access, app.Now).StatusAsync());
    }

    [Fact]
    public async Task Password_reset_does_not_go_around_the_code_nor_end_its_delay()
    {
        var (person, app, _) = await Http.NewTwoFactorPersonAsync();
        for (var i = 0; i < 10; i++)
            await Http.TryCodeAsync(person.Email, app.Wrong).ReadAsync(HttpStatusCode.Unauthorized);
        await Http.PostAsJsonAsync("/users/password-reset", new { email = person.Email });
        var token = await service.MailedTokenAsync("password-reset-requested.v1", person.Id);
        await Http.PostAsJsonAsync("/users/password-reset/confirm", new { token, newPassword = "another horse 8" });

        Assert.Equal(HttpStatusCode.TooManyRequests, await Http.TryCodeAsync(person.Email, app.Next, "another horse 8").StatusAsync());
        await ForgetAttemptsAsync();

        Assert.Equal(
            "second-factor-required", await Http.TryLoginAsync(person.Email, "another horse 8").ProblemAsync(HttpStatusCode.Unauthorized));
        await Http.TryCodeAsync(person.Email, app.Next, "another horse 8").ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_turned_off_by_password_and_code()
    {
        var (person, app, recovery) = await Http.NewTwoFactorPersonAsync();
        Assert.Equal("wrong-password", await RemoveAsync(person.Access, app.Next, "wrong horse 99").ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(["code"], await Http.CallAsync(
            HttpMethod.Delete, Path, new { password = UsersApi.Password }, person.Access).WrongFieldsAsync());

        Assert.Equal(HttpStatusCode.NoContent, await RemoveAsync(person.Access, app.Next).StatusAsync());

        await Http.LoginAsync(person.Email);
        Assert.False(await IsOnAsync(person.Access));
        Assert.Equal("two-factor-off", await RemoveAsync(person.Access, recovery[0]).ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal("two-factor-disabled", (await service.AuditAsync(person.Id))[1]);
        // From the beginning again, with another secret.
        var other = await Http.SetUpAsync(person.Access);
        Assert.NotEqual(app.Wrong, other.Wrong);
    }

    [Fact]
    public async Task New_recovery_codes_end_the_earlier_ones()
    {
        var (person, app, earlier) = await Http.NewTwoFactorPersonAsync();

        var answer = await Http.CallAsync(
            HttpMethod.Post, $"{Path}/recovery-codes", new { password = UsersApi.Password, code = app.Next }, person.Access)
            .ReadAsync(HttpStatusCode.OK);

        Assert.Equal("wrong-code", await Http.TryCodeAsync(person.Email, earlier[0]).ProblemAsync(HttpStatusCode.Unauthorized));
        await Http.TryCodeAsync(person.Email, answer["codes"]![9]!.GetValue<string>()).ReadAsync(HttpStatusCode.OK);
        Assert.Contains("recovery-codes-replaced", await service.AuditAsync(person.Id));
    }

    [Fact]
    public async Task Setup_and_confirmation_are_refused_out_of_turn()
    {
        var person = await Http.NewPersonAsync();
        Assert.Equal("two-factor-off", await Http.TryConfirmAsync(person.Access, "123456").ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal(
            "wrong-password", await Http.CallAsync(HttpMethod.Post, Path, new { password = "wrong horse 99" }, person.Access)
                .ProblemAsync(HttpStatusCode.Forbidden));
        var abandoned = await Http.SetUpAsync(person.Access);
        var app = await Http.SetUpAsync(person.Access);
        Assert.Equal("wrong-code", await Http.TryConfirmAsync(person.Access, abandoned.Now).ProblemAsync(HttpStatusCode.Forbidden));

        await Http.ConfirmAsync(person.Access, app.Now);

        Assert.Equal("two-factor-on", await Http.TryConfirmAsync(person.Access, app.Next).ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal(
            "two-factor-on", await Http.CallAsync(HttpMethod.Post, Path, new { password = UsersApi.Password }, person.Access)
                .ProblemAsync(HttpStatusCode.Conflict));
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        Assert.Equal(
            "guest-account", await Http.CallAsync(HttpMethod.Post, Path, new { password = UsersApi.Password }, guest.Access)
                .ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Admin_turns_it_off_for_an_account_and_the_trail_says_who()
    {
        var (admin, staff) = (await service.AdminAsync(), await service.StaffAsync());
        var (person, _, _) = await Http.NewTwoFactorPersonAsync();
        var path = $"/users/{person.Id}/two-factor";
        Assert.Equal(HttpStatusCode.Forbidden, await Http.CallAsync(HttpMethod.Delete, path, accessToken: staff.Access).StatusAsync());

        Assert.Equal(HttpStatusCode.NoContent, await Http.CallAsync(HttpMethod.Delete, path, accessToken: admin.Access).StatusAsync());

        await Http.LoginAsync(person.Email);
        var trail = await Http.GetAsync($"/users/{person.Id}/audit", admin.Access).ReadAsync(HttpStatusCode.OK);
        var entry = Assert.Single(trail["items"]!.AsArray(), entry => entry!.Text("action") == "two-factor-removed")!;
        Assert.Equal(new HandCheckedToken(admin.Access).Claims.Text("sub"), entry.Text("actorId"));
        Assert.Equal(HttpStatusCode.NotFound, await Http.CallAsync(
            HttpMethod.Delete, $"/users/{Guid.CreateVersion7()}/two-factor", accessToken: admin.Access).StatusAsync());
    }

    [Fact]
    public async Task Export_says_that_it_is_on_and_nothing_of_the_secret_and_erasure_deletes_it()
    {
        var person = await Http.NewPersonAsync();
        var setup = await Http.CallAsync(HttpMethod.Post, Path, new { password = UsersApi.Password }, person.Access)
            .ReadAsync(HttpStatusCode.OK);
        var recovery = await Http.ConfirmAsync(person.Access, new Authenticator(setup.Text("secret")).Now);

        var export = await Http.GetAsync("/users/me/export", person.Access).ReadAsync(HttpStatusCode.OK);

        Assert.True(export["account"]!["twoFactor"]!.GetValue<bool>());
        Assert.All(
            (string[])[setup.Text("secret"), .. recovery],
            secret => Assert.DoesNotContain(secret, export.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal(
            HttpStatusCode.NoContent,
            await Http.CallAsync(HttpMethod.Delete, "/users/me", new { password = UsersApi.Password, code = recovery[0] }, person.Access)
                .StatusAsync());
        await using var connection = await service.Database.OpenConnectionAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("""
            SELECT (SELECT count(*) FROM two_factors WHERE user_id = @Id) + (SELECT count(*) FROM recovery_codes WHERE user_id = @Id)
            """, new { person.Id }));
    }

    [Fact]
    public async Task Stored_secret_is_encrypted()
    {
        var person = await Http.NewPersonAsync();
        var setup = await Http.CallAsync(HttpMethod.Post, Path, new { password = UsersApi.Password }, person.Access)
            .ReadAsync(HttpStatusCode.OK);

        await using var connection = await service.Database.OpenConnectionAsync();
        var stored = await connection.QuerySingleAsync<byte[]>("SELECT secret FROM two_factors WHERE user_id = @Id", new { person.Id });

        var clear = OtpNet.Base32Encoding.ToBytes(setup.Text("secret"));
        Assert.Equal(20, clear.Length);
        Assert.True(stored.AsSpan().IndexOf(clear) < 0);
    }

    private async Task<bool> IsOnAsync(string accessToken)
        => (await Http.GetAsync("/users/me", accessToken).ReadAsync(HttpStatusCode.OK))["twoFactor"]!.GetValue<bool>();

    private Task<HttpResponseMessage> RemoveAsync(string accessToken, string code, string password = UsersApi.Password)
        => Http.CallAsync(HttpMethod.Delete, Path, new { password, code }, accessToken);

    private static string Grouped(string code) => $"{code[..3]} {code[3..]}";

    // Wrong codes wait as wrong passwords do.
    private async Task ForgetAttemptsAsync()
    {
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("DELETE FROM attempts");
    }
}
