using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Dapper;
using Ecommerce.UserService.Domain.Passwords;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class LoginTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task Correct_password_returns_a_working_bearer_token()
    {
        var email = UsersApi.NewEmail();
        var id = await Http.RegisterAsync(email);

        using var response = await Http.TryLoginAsync($" {email.ToUpperInvariant()}", UsersApi.Password);
        var answer = await response.ReadAsync();

        Assert.Equal("Bearer", answer.Text("tokenType"));
        Assert.Equal(UserServiceFixture.TokenLifetimeSeconds, answer["expiresIn"]!.GetValue<int>());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var me = await Http.GetAsync("/users/me", answer.Text("accessToken")).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(id, me.Text("id"));
    }

    [Fact]
    public async Task Wrong_password_and_unknown_address_return_the_same_problem()
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);

        var wrong = await Http.TryLoginAsync(email, "wrong horse 99").ReadAsync(HttpStatusCode.Unauthorized);
        var unknown = await Http.TryLoginAsync(UsersApi.NewEmail(), UsersApi.Password).ReadAsync(HttpStatusCode.Unauthorized);
        var absurd = await Http.TryLoginAsync("no address at all", UsersApi.Password).ReadAsync(HttpStatusCode.Unauthorized);

        Assert.EndsWith(":wrong-credentials", wrong.Text("type"), StringComparison.Ordinal);
        foreach (var answer in new[] { wrong, unknown, absurd })
        {
            answer.AsObject().Remove("traceId");
            Assert.Equal(wrong.ToJsonString(), answer.ToJsonString());
        }
    }

    [Fact]
    public async Task Outdated_password_hash_is_replaced_at_login()
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);
        await using var connection = await service.Database.OpenConnectionAsync();
        var weak = PasswordHash.Of(UsersApi.Password, 1_000).ToString();
        await connection.ExecuteAsync("UPDATE users SET password_hash = @weak WHERE email = @email", new { weak, email });

        await Http.LoginAsync(email);

        var hash = await connection.QuerySingleAsync<string>("SELECT password_hash FROM users WHERE email = @email", new { email });
        Assert.StartsWith("pbkdf2-sha256$10000$", hash, StringComparison.Ordinal);
        await Http.LoginAsync(email);
    }

    [Theory]
    [InlineData("pässwörter 9", "pa\u0308sswo\u0308rter 9")]
    [InlineData("ｐassword ﬁrst", "password first")]
    public async Task Password_is_the_same_however_its_characters_are_encoded(string registered, string typed)
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(new { email, password = registered, name = "Ada" }).ReadAsync(HttpStatusCode.Created);

        await Http.LoginAsync(email, typed);
        await Http.LoginAsync(email, registered);
        await Http.TryLoginAsync(email, $"{typed}!").ReadAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Hash_of_a_password_as_it_was_typed_still_verifies_and_is_replaced()
    {
        const string typed = "pa\u0308sswo\u0308rter 9";
        const string composed = "pässwörter 9";
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);
        await using var connection = await service.Database.OpenConnectionAsync();
        var old = PasswordHash.Of(typed, 10_000).ToString();
        await connection.ExecuteAsync("UPDATE users SET password_hash = @old WHERE email = @email", new { old, email });
        await Http.TryLoginAsync(email, composed).ReadAsync(HttpStatusCode.Unauthorized);

        await Http.LoginAsync(email, typed);

        await Http.LoginAsync(email, composed);
    }

    [Fact]
    public async Task Address_that_older_rules_took_still_signs_in()
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);
        var old = $"a..b{email}";
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE users SET email = @old WHERE email = @email", new { old, email });

        await Http.LoginAsync(old);
    }

    [Fact]
    public async Task Missing_and_overlong_credentials_return_400_with_their_fields()
    {
        Assert.Equal(["email", "password"], await Http.PostAsJsonAsync("/users/login", new { }).WrongFieldsAsync());
        Assert.Equal(["password"], await Http.TryLoginAsync("ada@shop.example", new string('p', 200)).WrongFieldsAsync());
    }

    [Fact]
    public async Task Burst_of_logins_does_not_block_other_requests()
    {
        var emails = await Task.WhenAll(Enumerable.Range(0, 25).Select(async _ =>
        {
            var email = UsersApi.NewEmail();
            await Http.RegisterAsync(email);
            return email;
        }));
        var rush = Task.WhenAll(Enumerable.Range(0, 80).Select(i => Http.TryLoginAsync(emails[i % emails.Length], UsersApi.Password)));

        var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Http.GetAsync("/alive")));

        Assert.All(others, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(await rush, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Login_without_hasher_capacity_returns_503_with_retry_after()
    {
        var slow = service.Environment(await service.Postgres.CreateDatabaseAsync());
        slow["PASSWORD_HASH_ITERATIONS"] = "2000000";
        slow["DEMO_DATA"] = "false";
        slow["DOTNET_PROCESSOR_COUNT"] = "2";
        await using var busy = await UserServiceFixture.StartAsync(slow);
        var watch = Stopwatch.StartNew();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => busy.Client.TryLoginAsync(UsersApi.NewEmail(), UsersApi.Password)));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Unauthorized);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.Unauthorized).ToList();
        Assert.InRange(refused.Count, 1, 39);
        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.All(refused, answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60));
        Assert.EndsWith(":busy", (await refused[0].ReadAsync()).Text("type"), StringComparison.Ordinal);
    }
}
