using System.Net;
using System.Net.Http.Json;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class RefreshTokenTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task Refresh_token_returns_new_tokens_each_time()
    {
        var tokens = await Http.NewSessionAsync();
        var seen = new HashSet<string> { tokens.Refresh };
        for (var i = 0; i < 3; i++)
        {
            tokens = await Http.RefreshAsync(tokens.Refresh);
            Assert.True(seen.Add(tokens.Refresh));
            await Http.GetAsync("/users/me", tokens.Access).ReadAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Reused_refresh_token_revokes_its_family()
    {
        var first = await Http.NewSessionAsync();
        var second = await Http.RefreshAsync(first.Refresh);
        var third = await Http.RefreshAsync(second.Refresh);

        Assert.Equal("refresh-token-reused", await Http.TryRefreshAsync(first.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));

        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(third.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("refresh-token-reused", await Http.TryRefreshAsync(second.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Reused_refresh_token_leaves_other_sessions_active()
    {
        var email = UsersApi.NewEmail();
        await Http.RegisterAsync(email);
        var phone = await Http.LoginAsync(email);
        var laptop = await Http.LoginAsync(email);
        await Http.RefreshAsync(phone.Refresh);

        await Http.TryRefreshAsync(phone.Refresh).ReadAsync(HttpStatusCode.Unauthorized);

        await Http.RefreshAsync(laptop.Refresh);
    }

    [Fact]
    public async Task Parallel_refreshes_succeed_once_and_revoke_the_family()
    {
        for (var round = 0; round < 5; round++)
        {
            var tokens = await Http.NewSessionAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Http.TryRefreshAsync(tokens.Refresh)));

            var winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.All(answers.Except([winner]), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
            var heir = Tokens.Of(await winner.ReadAsync());
            Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(heir.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        }
    }

    [Fact]
    public async Task Logout_revokes_the_family_and_can_be_repeated()
    {
        var first = await Http.NewSessionAsync();
        var second = await Http.RefreshAsync(first.Refresh);

        for (var i = 0; i < 2; i++)
        {
            using var answer = await Http.PostAsJsonAsync("/users/logout", new { refreshToken = second.Refresh });
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(second.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Expired_token_is_rejected()
    {
        var tokens = await Http.NewSessionAsync();
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE hash = sha256(convert_to(@Refresh, 'UTF8'))", tokens);

        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(tokens.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Refresh_token_is_stored_only_as_a_hash()
    {
        var tokens = await Http.NewSessionAsync();
        await using var connection = await service.Database.OpenConnectionAsync();
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>(
            "SELECT count(*) FROM refresh_tokens WHERE hash = sha256(convert_to(@Refresh, 'UTF8'))", tokens));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("é")]
    public async Task Unknown_refresh_token_returns_401(string token)
        => Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(token).ProblemAsync(HttpStatusCode.Unauthorized));

    [Fact]
    public async Task Missing_or_overlong_refresh_token_returns_400_with_its_field()
    {
        Assert.Equal(["refreshToken"], await Http.PostAsJsonAsync("/users/refresh", new { }).WrongFieldsAsync());
        Assert.Equal(["refreshToken"], await Http.TryRefreshAsync(new string('t', 201)).WrongFieldsAsync());
        Assert.Equal(["refreshToken"], await Http.PostAsJsonAsync("/users/logout", new { refreshToken = "" }).WrongFieldsAsync());
    }
}
