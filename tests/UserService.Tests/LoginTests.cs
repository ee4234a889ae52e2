using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Dapper;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class LoginTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task The_right_password_gives_a_bearer_token_that_works()
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
    public async Task A_wrong_password_and_an_unknown_address_are_told_the_same()
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);

        var wrong = await Http.TryLoginAsync(email, "wrong horse 99").ReadAsync(HttpStatusCode.Unauthorized);
        var unknown = await Http.TryLoginAsync(UsersApi.NewEmail(), UsersApi.Password).ReadAsync(HttpStatusCode.Unauthorized);
        var absurd = await Http.TryLoginAsync("\0", UsersApi.Password).ReadAsync(HttpStatusCode.Unauthorized);

        Assert.EndsWith(":wrong-credentials", wrong.Text("type"), StringComparison.Ordinal);
        foreach (var answer in new[] { wrong, unknown, absurd })
        {
            answer.AsObject().Remove("traceId");
            Assert.Equal(wrong.ToJsonString(), answer.ToJsonString());
        }
    }

    [Fact]
    public async Task A_hash_with_fewer_iterations_is_replaced_at_login()
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

    [Fact]
    public async Task Missing_and_overlong_credentials_are_named()
    {
        Assert.Equal(["email", "password"], await Http.PostAsJsonAsync("/users/login", new { }).WrongFieldsAsync());
        Assert.Equal(["password"], await Http.TryLoginAsync("ada@shop.example", new string('p', 200)).WrongFieldsAsync());
    }

    [Fact]
    public async Task A_rush_of_logins_leaves_the_service_answering_others()
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
    public async Task Who_would_wait_too_long_for_a_turn_is_told_to_come_back()
    {
        var slow = service.Environment(await service.Postgres.CreateDatabaseAsync());
        slow["PASSWORD_HASH_ITERATIONS"] = "2000000";
        slow["DEMO_DATA"] = "false";
        slow["DOTNET_PROCESSOR_COUNT"] = "2";
        await using var busy = await UserServiceFixture.StartAsync(slow);
        var watch = Stopwatch.StartNew();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => busy.Client.TryLoginAsync(UsersApi.NewEmail(), UsersApi.Password)));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Unauthorized);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.Unauthorized).ToList();
        Assert.InRange(refused.Count, 1, 39);
        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.All(refused, answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60));
        Assert.EndsWith(":busy", (await refused[0].ReadAsync()).Text("type"), StringComparison.Ordinal);
    }
}
