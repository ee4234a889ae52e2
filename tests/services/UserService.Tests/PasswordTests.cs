using System.Net;
using System.Net.Http.Json;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class PasswordTests(UserServiceFixture service)
{
    private const string NewPassword = "another horse 8";
    private const string ResetRequested = "password-reset-requested.v1";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Password_change_requires_the_old_password_and_ends_other_sessions()
    {
        var person = await Http.NewPersonAsync();
        var other = await Http.LoginAsync(person.Email);

        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(person, UsersApi.Password, NewPassword).StatusAsync());

        await Http.RefreshAsync(person.Tokens.Refresh);
        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(other.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        await Http.TryLoginAsync(person.Email, UsersApi.Password).ReadAsync(HttpStatusCode.Unauthorized);
        await Http.LoginAsync(person.Email, NewPassword);
        Assert.Single(await service.EventsAsync("password-changed.v1", person.Id));
        Assert.Contains("password-changed", await service.AuditAsync(person.Id));
    }

    [Fact]
    public async Task Password_change_with_wrong_old_password_returns_403_and_changes_nothing()
    {
        var person = await Http.NewPersonAsync();

        Assert.Equal("wrong-password", await ChangeAsync(person, "wrong horse 99", NewPassword).ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(["newPassword"], await ChangeAsync(person, UsersApi.Password, "short").WrongFieldsAsync());
        Assert.Equal(["newPassword"], await ChangeAsync(person, UsersApi.Password, UsersApi.Password).WrongFieldsAsync());

        await Http.LoginAsync(person.Email);
    }

    [Fact]
    public async Task Parallel_password_changes_succeed_once()
    {
        var person = await Http.NewPersonAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => ChangeAsync(person, UsersApi.Password, $"{NewPassword}{i}").StatusAsync()));

        Assert.Single(answers, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reset_link_sets_a_new_password_once_and_ends_all_sessions()
    {
        var person = await Http.NewPersonAsync();
        await RequestResetAsync(person.Email);
        var token = await service.MailedTokenAsync(ResetRequested, person.Id);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ConfirmAsync(token, NewPassword).StatusAsync()));

        Assert.Single(answers, HttpStatusCode.NoContent);
        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(person.Tokens.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        var tokens = await Http.LoginAsync(person.Email, NewPassword);
        // Who follows the link has proved the address.
        Assert.True((await Http.GetAsync("/users/me", tokens.Access).ReadAsync(HttpStatusCode.OK))["emailVerified"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Used_reset_link_invalidates_the_others()
    {
        var person = await Http.NewPersonAsync();
        await RequestResetAsync(person.Email);
        var first = await service.MailedTokenAsync(ResetRequested, person.Id);
        await RequestResetAsync(person.Email);
        var second = await service.MailedTokenAsync(ResetRequested, person.Id);

        Assert.Equal(HttpStatusCode.NoContent, await ConfirmAsync(second, NewPassword).StatusAsync());

        Assert.Equal("invalid-token", await ConfirmAsync(first, "third horse 77").ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Password_change_invalidates_reset_links()
    {
        var person = await Http.NewPersonAsync();
        await RequestResetAsync(person.Email);
        var token = await service.MailedTokenAsync(ResetRequested, person.Id);
        await ChangeAsync(person, UsersApi.Password, NewPassword).StatusAsync();

        Assert.Equal("invalid-token", await ConfirmAsync(token, "third horse 77").ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Reset_request_returns_the_same_with_and_without_an_account()
    {
        var person = await Http.NewPersonAsync();
        using var known = await Http.PostAsJsonAsync("/users/password-reset", new { email = person.Email });
        using var unknown = await Http.PostAsJsonAsync("/users/password-reset", new { email = UsersApi.NewEmail() });

        Assert.Equal(HttpStatusCode.Accepted, known.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, unknown.StatusCode);
        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Reset_and_failed_sign_in_write_the_same_rows_with_and_without_an_account()
    {
        var person = await Http.NewPersonAsync();

        Assert.Equal(
            await WrittenAsync(() => RequestResetAsync(UsersApi.NewEmail())), await WrittenAsync(() => RequestResetAsync(person.Email)));
        Assert.Equal(
            await WrittenAsync(() => Http.TryLoginAsync(UsersApi.NewEmail(), "wrong horse 99").StatusAsync()),
            await WrittenAsync(() => Http.TryLoginAsync(person.Email, "wrong horse 99").StatusAsync()));

        async Task<(long, long)> WrittenAsync(Func<Task> call)
        {
            await using var connection = await service.Database.OpenConnectionAsync();
            const string sql = "SELECT (SELECT count(*) FROM audit_entries), (SELECT sum(count) FROM attempts)";
            var before = await connection.QuerySingleAsync<(long Entries, long Attempts)>(sql);
            await call();
            var after = await connection.QuerySingleAsync<(long Entries, long Attempts)>(sql);
            return (after.Entries - before.Entries, after.Attempts - before.Attempts);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reset_requests_for_one_address_are_limited_with_and_without_an_account(bool exists)
    {
        var email = UsersApi.NewEmail();
        if (exists)
            await Http.RegisterAsync(email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => RequestResetAsync(email)));

        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.Accepted));
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Reset_link_expires_and_is_stored_as_a_hash()
    {
        var person = await Http.NewPersonAsync();
        await RequestResetAsync(person.Email);
        var token = await service.MailedTokenAsync(ResetRequested, person.Id);
        await using var connection = await service.Database.OpenConnectionAsync();

        Assert.Equal(1, await connection.ExecuteAsync(
            "UPDATE one_time_tokens SET expires_at = now() - interval '1 second' WHERE hash = sha256(convert_to(@token, 'UTF8'))",
            new { token }));

        Assert.Equal("invalid-token", await ConfirmAsync(token, NewPassword).ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Invalid_fields_return_400_with_their_names()
    {
        Assert.Equal(["email"], await Http.PostAsJsonAsync("/users/password-reset", new { email = "ada" }).WrongFieldsAsync());
        Assert.Equal(
            ["newPassword", "token"], (await Http.PostAsJsonAsync("/users/password-reset/confirm", new { }).WrongFieldsAsync()).Order());
    }

    private Task<HttpResponseMessage> ChangeAsync(Person person, string currentPassword, string newPassword)
        => Http.CallAsync(HttpMethod.Post, "/users/me/password", new { currentPassword, newPassword }, person.Access);

    private Task<HttpStatusCode> RequestResetAsync(string email)
        => Http.PostAsJsonAsync("/users/password-reset", new { email }).StatusAsync();

    private Task<HttpResponseMessage> ConfirmAsync(string token, string newPassword)
        => Http.PostAsJsonAsync("/users/password-reset/confirm", new { token, newPassword });
}
