using System.Net;
using System.Net.Http.Json;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class VerificationTests(UserServiceFixture service)
{
    private const string Requested = "email-verification-requested.v1";
    private const int MailsPerHour = 3;

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Unverified_account_is_usable_and_the_link_verifies_it()
    {
        var person = await Http.NewPersonAsync();
        Assert.False(await IsVerifiedAsync(person));

        Assert.Equal(HttpStatusCode.NoContent, await VerifyAsync(await service.MailedTokenAsync(Requested, person.Id)).StatusAsync());

        Assert.True(await IsVerifiedAsync(person));
        Assert.Equal("already-verified", await AskAgainAsync(person).ProblemAsync(HttpStatusCode.Conflict));
        Assert.Contains("email-verified", await service.AuditAsync(person.Id));
        Assert.Single(await service.EventsAsync("email-verified.v1", person.Id));
    }

    [Fact]
    public async Task Verification_link_succeeds_once_under_parallel_use()
    {
        var person = await Http.NewPersonAsync();
        var token = await service.MailedTokenAsync(Requested, person.Id);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VerifyAsync(token).StatusAsync()));

        Assert.Single(answers, HttpStatusCode.NoContent);
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Verification_event_has_the_secret_and_the_database_only_its_hash()
    {
        var person = await Http.NewPersonAsync();
        var mail = Assert.Single(await service.EventsAsync(Requested, person.Id));
        Assert.DoesNotContain(person.Email, mail.ToJsonString(), StringComparison.Ordinal);

        await using var connection = await service.Database.OpenConnectionAsync();
        var hash = await connection.QuerySingleAsync<byte[]>("SELECT hash FROM one_time_tokens WHERE user_id = @Id", new { person.Id });
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(mail.Text("token"))), hash);
    }

    [Fact]
    public async Task Verification_requests_are_limited_and_so_are_their_mails()
    {
        var person = await Http.NewPersonAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Accepted, await AskAgainAsync(person).StatusAsync());

        using var refused = await AskAgainAsync(person);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(MailsPerHour, (await service.EventsAsync(Requested, person.Id)).Count);
    }

    [Fact]
    public async Task One_address_gets_three_links_an_hour_from_all_accounts_together()
    {
        var email = UsersApi.NewEmail();
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Http.NewPersonAsync()));

        foreach (var person in people)
        {
            var changed = Http.CallAsync(HttpMethod.Patch, "/users/me", new { email, password = UsersApi.Password }, person.Access);
            Assert.Equal(email, (await changed.ReadAsync(HttpStatusCode.OK)).Text("pendingEmail"));
            Assert.Equal(HttpStatusCode.Accepted, await AskAgainAsync(person).StatusAsync());
        }

        // Each has one of its registration as well, which went to another address.
        var mails = await Task.WhenAll(people.Select(person => service.EventsAsync(Requested, person.Id)));
        Assert.Equal(people.Length + MailsPerHour, mails.Sum(own => own.Count));
    }

    [Fact]
    public async Task Links_of_accounts_that_were_erased_count_for_their_address()
    {
        var email = UsersApi.NewEmail();
        List<Guid> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add(Guid.Parse(await Http.RegisterAsync(email)));
            var access = (await Http.LoginAsync(email)).Access;
            Assert.Equal(
                HttpStatusCode.NoContent,
                await Http.CallAsync(HttpMethod.Delete, "/users/me", new { password = UsersApi.Password }, access).StatusAsync());
        }

        var mails = await Task.WhenAll(ids.Select(id => service.EventsAsync(Requested, id)));
        Assert.Equal(MailsPerHour, mails.Sum(own => own.Count));
    }

    [Fact]
    public async Task Expired_or_forged_verification_link_returns_422()
    {
        var person = await Http.NewPersonAsync();
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "UPDATE one_time_tokens SET expires_at = now() - interval '1 second' WHERE user_id = @Id", new { person.Id });

        Assert.Equal(
            "invalid-token",
            await VerifyAsync(await service.MailedTokenAsync(Requested, person.Id)).ProblemAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal("invalid-token", await VerifyAsync("made up é").ProblemAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal(["token"], await Http.PostAsJsonAsync("/users/verify", new { }).WrongFieldsAsync());
        Assert.False(await IsVerifiedAsync(person));
    }

    [Fact]
    public async Task Reset_link_does_not_verify_an_address()
    {
        var person = await Http.NewPersonAsync();
        await Http.PostAsJsonAsync("/users/password-reset", new { email = person.Email });
        var token = await service.MailedTokenAsync("password-reset-requested.v1", person.Id);

        Assert.Equal("invalid-token", await VerifyAsync(token).ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    private Task<HttpResponseMessage> VerifyAsync(string token) => Http.PostAsJsonAsync("/users/verify", new { token });

    private Task<HttpResponseMessage> AskAgainAsync(Person person)
        => Http.CallAsync(HttpMethod.Post, "/users/me/verification", accessToken: person.Access);

    private async Task<bool> IsVerifiedAsync(Person person)
        => (await Http.GetAsync("/users/me", person.Access).ReadAsync(HttpStatusCode.OK))["emailVerified"]!.GetValue<bool>();
}
