using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class SessionTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task Session_list_has_the_callers_sessions()
    {
        var person = await Http.NewPersonAsync();
        var phone = await LoginAsync(person, userAgent: $"Phone/1.0 {new string('x', 200)}");

        var sessions = await ListAsync(phone.Access);

        Assert.Equal(2, sessions.Count);
        Assert.Equal($"Phone/1.0 {new string('x', 90)}", sessions[0]!.Text("userAgent"));
        Assert.True(sessions[0]!["current"]!.GetValue<bool>());
        Assert.False(sessions[1]!["current"]!.GetValue<bool>());
        Assert.Equal(sessions[0]!.Text("createdAt"), sessions[0]!.Text("lastUsedAt"));

        await Http.RefreshAsync(phone.Refresh);
        var used = (await ListAsync(phone.Access))[0]!;
        Assert.Equal(sessions[0]!.Text("id"), used.Text("id"));
        Assert.True(Time(used, "lastUsedAt") > Time(used, "createdAt"));
    }

    [Fact]
    public async Task Ended_session_leaves_others_active()
    {
        var person = await Http.NewPersonAsync();
        var phone = await LoginAsync(person);
        var phoneId = (await ListAsync(phone.Access))[0]!.Text("id");

        Assert.Equal(HttpStatusCode.NoContent, await EndAsync(phoneId, person.Access));

        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(phone.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Single(await ListAsync(person.Access));
        Assert.Equal(HttpStatusCode.NotFound, await EndAsync(phoneId, person.Access));
        await Http.RefreshAsync(person.Tokens.Refresh);
    }

    [Fact]
    public async Task Ending_a_session_of_another_account_returns_404()
    {
        var owner = await Http.NewPersonAsync();
        var stranger = await Http.NewPersonAsync();
        var id = (await ListAsync(owner.Access))[0]!.Text("id");

        Assert.Equal(HttpStatusCode.NotFound, await EndAsync(id, stranger.Access));

        await Http.RefreshAsync(owner.Tokens.Refresh);
    }

    [Fact]
    public async Task Logout_everywhere_ends_all_sessions()
    {
        var person = await Http.NewPersonAsync();
        var phone = await LoginAsync(person);

        Assert.Equal(
            HttpStatusCode.NoContent,
            await Http.CallAsync(HttpMethod.Delete, "/users/me/sessions", accessToken: phone.Access).StatusAsync());

        foreach (var token in new[] { person.Tokens.Refresh, phone.Refresh })
            Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(token).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Empty(await ListAsync(phone.Access));
        Assert.Equal("sessions-ended", (await service.AuditAsync(person.Id))[0]);
    }

    [Fact]
    public async Task Sign_in_during_logout_everywhere_leaves_no_session()
    {
        for (var round = 0; round < 5; round++)
        {
            var person = await Http.NewPersonAsync();
            var refresh = Http.TryRefreshAsync(person.Tokens.Refresh);
            var logout = Http.CallAsync(HttpMethod.Delete, "/users/me/sessions", accessToken: person.Access).StatusAsync();

            Assert.Equal(HttpStatusCode.NoContent, await logout);
            using var refreshed = await refresh;
            if (refreshed.StatusCode == HttpStatusCode.OK)
                await Http.TryRefreshAsync(Tokens.Of(await refreshed.ReadAsync()).Refresh).ReadAsync(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Refresh_token_reuse_is_in_the_audit_trail_with_its_network()
    {
        var person = await Http.NewPersonAsync();
        await Http.RefreshAsync(person.Tokens.Refresh);
        await Http.CallAsync(
            HttpMethod.Post, "/users/refresh", new { refreshToken = person.Tokens.Refresh }, from: "198.51.100.77").StatusAsync();

        var trail = (await Http.GetAsync("/users/me/audit", person.Access).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();

        Assert.Equal("refresh-token-reused", trail[0]!.Text("action"));
        Assert.Equal("198.51.100.0/24", trail[0]!.Text("address"));
        Assert.Null(trail[0]!["actorId"]);
    }

    private async Task<Tokens> LoginAsync(Person person, string? userAgent = null)
        => Tokens.Of(
            await Http.CallAsync(
                HttpMethod.Post, "/users/login", new { email = person.Email, password = UsersApi.Password }, userAgent: userAgent)
            .ReadAsync(HttpStatusCode.OK));

    private async Task<JsonArray> ListAsync(string access)
        => (await Http.GetAsync("/users/me/sessions", access).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();

    private Task<HttpStatusCode> EndAsync(string id, string access)
        => Http.CallAsync(HttpMethod.Delete, $"/users/me/sessions/{id}", accessToken: access).StatusAsync();

    private static DateTimeOffset Time(JsonNode session, string member)
        => DateTimeOffset.Parse(session.Text(member), System.Globalization.CultureInfo.InvariantCulture);
}
