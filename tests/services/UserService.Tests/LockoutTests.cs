using System.Net;
using System.Net.Http.Json;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class LockoutTests(UserServiceFixture service)
{
    private const int FreeTries = 10;

    private HttpClient Http => service.Http;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Parallel_wrong_passwords_are_limited_with_and_without_an_account(bool exists)
    {
        var email = UsersApi.NewEmail();
        if (exists)
            await Http.RegisterAsync(email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => GuessAsync(email, $"guess number {i}")));

        Assert.Equal(FreeTries, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(30, refused.Count);
        Assert.All(refused, answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 20, 35));
    }

    [Fact]
    public async Task Correct_password_is_delayed_after_lockout_and_then_clears_it()
    {
        var person = await Http.NewPersonAsync();
        await LockAsync(person.Email);

        using var refused = await GuessAsync(person.Email, UsersApi.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        await TimePassesAsync();
        await Http.LoginAsync(person.Email);
        for (var i = 1; i < FreeTries; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(person.Email, "wrong horse 99").StatusAsync());
    }

    [Fact]
    public async Task Delay_doubles_with_each_further_wrong_password()
    {
        var person = await Http.NewPersonAsync();
        await LockAsync(person.Email);
        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            await TimePassesAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(person.Email, "wrong horse 99").StatusAsync());
            using var refused = await GuessAsync(person.Email, "wrong horse 99");
            waits.Add(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }

        Assert.Equal([60, 120, 240, 480], waits.Select(wait => Math.Round(wait / 20) * 20));
    }

    [Fact]
    public async Task Password_reset_clears_the_lockout()
    {
        var person = await Http.NewPersonAsync();
        await LockAsync(person.Email);
        await Http.PostAsJsonAsync("/users/password-reset", new { email = person.Email });
        var token = await service.MailedTokenAsync("password-reset-requested.v1", person.Id);

        await Http.PostAsJsonAsync("/users/password-reset/confirm", new { token, newPassword = "another horse 8" });

        await Http.LoginAsync(person.Email, "another horse 8");
    }

    [Fact]
    public async Task Wrong_passwords_within_a_session_count_as_attempts()
    {
        var person = await Http.NewPersonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Http.CallAsync(
            HttpMethod.Post, "/users/me/password", new { currentPassword = $"guess number {i}", newPassword = "another horse 8" },
            person.Access).StatusAsync()));

        Assert.Equal(FreeTries, answers.Count(status => status == HttpStatusCode.Forbidden));
        Assert.Equal(10, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Network_trying_many_accounts_is_delayed_and_others_are_not()
    {
        const string guesser = "203.0.113.7";
        var person = await Http.NewPersonAsync();
        await using (var connection = await service.Database.OpenConnectionAsync())
        {
            // As after 300 guesses, each at another account.
            await connection.ExecuteAsync("""
                INSERT INTO attempts (key, count, since, held_until)
                VALUES (sha256(convert_to('password-from-address:' || @guesser, 'UTF8')), 300, now(), now() + interval '30 seconds')
                """, new { guesser });
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(person.Email, UsersApi.Password, guesser).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await GuessAsync(person.Email, UsersApi.Password, "203.0.113.8").StatusAsync());
        for (var i = 0; i < FreeTries; i++)
            await GuessAsync(person.Email, "wrong horse 99", guesser);
        await Http.LoginAsync(person.Email);
    }

    [Fact]
    public async Task Correct_passwords_are_not_counted_against_a_network()
    {
        const string office = "203.0.113.20";
        var person = await Http.NewPersonAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await GuessAsync(person.Email, UsersApi.Password, office).StatusAsync());

        await using var connection = await service.Database.OpenConnectionAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>(
            "SELECT count FROM attempts WHERE key = sha256(convert_to('password-from-address:' || @office, 'UTF8'))", new { office }));
    }

    [Fact]
    public async Task Failed_sign_ins_are_in_the_owners_audit_trail()
    {
        var person = await Http.NewPersonAsync();
        await GuessAsync(person.Email, "wrong horse 99");
        Assert.Equal("sign-in-failed", (await service.AuditAsync(person.Id))[0]);
    }

    private Task<HttpResponseMessage> GuessAsync(string email, string password, string from = "192.0.2.1")
        => Http.CallAsync(HttpMethod.Post, "/users/login", new { email, password }, from: from);

    private async Task LockAsync(string email)
    {
        for (var i = 0; i < FreeTries; i++)
            await GuessAsync(email, "wrong horse 99");
    }

    // What an attempt must wait for is in the database: waiting is moving it into the past.
    private async Task TimePassesAsync()
    {
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE attempts SET held_until = now() - interval '1 second'");
    }
}
