using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class StaffTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task A_new_role_counts_from_the_next_token()
    {
        var admin = await service.AdminAsync();
        var person = await Http.NewPersonAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync("/users", person.Access).StatusAsync());

        var account = await SetRolesAsync(admin.Access, person.Id, "customer", "customer-service").ReadAsync(HttpStatusCode.OK);

        Assert.Equal(["customer", "customer-service"], account["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        var renewed = await Http.RefreshAsync(person.Tokens.Refresh);
        Assert.Equal(HttpStatusCode.OK, await Http.GetAsync("/users", renewed.Access).StatusAsync());
        var entry = (await Http.GetAsync($"/users/{person.Id}/audit", admin.Access).ReadAsync(HttpStatusCode.OK))["items"]![0]!;
        Assert.Equal("roles-changed", entry.Text("action"));
        Assert.Equal("customer -> customer customer-service", entry.Text("detail"));
        Assert.Equal(new HandCheckedToken(admin.Access).Claims.Text("sub"), entry.Text("actorId"));
    }

    [Fact]
    public async Task A_disabled_account_has_no_sessions_and_cannot_get_one_until_it_is_enabled()
    {
        var admin = await service.AdminAsync();
        var person = await Http.NewPersonAsync();

        var disabled = await Http.CallAsync(HttpMethod.Post, $"/users/{person.Id}/disable", accessToken: admin.Access).ReadAsync(HttpStatusCode.OK);

        Assert.NotNull(disabled["disabledAt"]);
        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(person.Tokens.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("account-disabled", await Http.TryLoginAsync(person.Email, UsersApi.Password).ProblemAsync(HttpStatusCode.Forbidden));
        // Who does not know the password is not told.
        Assert.Equal("wrong-credentials", await Http.TryLoginAsync(person.Email, "wrong horse 99").ProblemAsync(HttpStatusCode.Unauthorized));

        await Http.CallAsync(HttpMethod.Post, $"/users/{person.Id}/enable", accessToken: admin.Access).ReadAsync(HttpStatusCode.OK);
        await Http.LoginAsync(person.Email);
        Assert.Equal(["signed-in", "enabled"], (await service.AuditAsync(person.Id))[..2]);
    }

    [Fact]
    public async Task No_session_outlives_a_disabling_that_it_raced()
    {
        var admin = await service.AdminAsync();
        for (var round = 0; round < 5; round++)
        {
            var email = UsersApi.NewEmail();
            var id = await Http.RegisterAsync(email);
            var logins = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Http.TryLoginAsync(email, UsersApi.Password)));
            await Http.CallAsync(HttpMethod.Post, $"/users/{id}/disable", accessToken: admin.Access).ReadAsync(HttpStatusCode.OK);

            foreach (var login in await logins)
            {
                if (login.StatusCode == HttpStatusCode.OK)
                    await Http.TryRefreshAsync(Tokens.Of(await login.ReadAsync()).Refresh).ReadAsync(HttpStatusCode.Unauthorized);
            }
        }
    }

    [Fact]
    public async Task The_last_admin_stays_one_however_many_leave_at_once()
    {
        await using var process = await UserServiceFixture.StartAsync(service.Environment(await service.Postgres.CreateDatabaseAsync()));
        var http = process.Client;
        var first = await http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword);
        var firstId = Guid.Parse(new HandCheckedToken(first.Access).Claims.Text("sub"));
        Assert.Equal("last-admin", await SetRolesAsync(first.Access, firstId, "customer", http: http).ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal("last-admin", await http.CallAsync(HttpMethod.Post, $"/users/{firstId}/disable", accessToken: first.Access).ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal("last-admin", await http.CallAsync(
            HttpMethod.Delete, "/users/me", new { password = UserServiceFixture.DemoPassword }, first.Access).ProblemAsync(HttpStatusCode.Conflict));

        var person = await http.NewPersonAsync();
        await SetRolesAsync(first.Access, person.Id, "admin", http: http).ReadAsync(HttpStatusCode.OK);
        var second = await http.RefreshAsync(person.Tokens.Refresh);

        // Each takes the other's role away: who comes second has none any more.
        var answers = await Task.WhenAll(
            SetRolesAsync(first.Access, person.Id, "customer", http: http).StatusAsync(),
            SetRolesAsync(second.Access, firstId, "customer", http: http).StatusAsync());
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], answers.Order());
    }

    [Fact]
    public async Task Only_who_may_write_users_changes_them()
    {
        var staff = await service.StaffAsync();
        var person = await Http.NewPersonAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await SetRolesAsync(staff.Access, person.Id, "admin").StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await SetRolesAsync(person.Access, person.Id, "admin").StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await Http.CallAsync(HttpMethod.Post, $"/users/{person.Id}/disable", accessToken: staff.Access).StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync($"/users/{person.Id}/audit", person.Access).StatusAsync());
    }

    [Fact]
    public async Task Wrong_roles_and_unknown_accounts_are_refused()
    {
        var admin = await service.AdminAsync();
        var person = await Http.NewPersonAsync();
        Assert.Equal(["roles"], await SetRolesAsync(admin.Access, person.Id, "emperor").WrongFieldsAsync());
        Assert.Equal(["roles"], await SetRolesAsync(admin.Access, person.Id).WrongFieldsAsync());
        Assert.Equal(["roles"], await SetRolesAsync(admin.Access, person.Id, "customer", "customer").WrongFieldsAsync());
        Assert.Equal(HttpStatusCode.NotFound, await SetRolesAsync(admin.Access, Guid.CreateVersion7(), "customer").StatusAsync());
    }

    [Fact]
    public async Task People_are_found_by_name_and_by_role()
    {
        var staff = await service.StaffAsync();
        var word = $"Zo%_{Guid.CreateVersion7():N}";
        await Http.RegisterAsync(new { email = UsersApi.NewEmail(), password = UsersApi.Password, name = $"Ada {word} Lovelace" }).StatusAsync();

        var found = await ListAsync(staff, $"name={Uri.EscapeDataString(word.ToUpperInvariant())}");
        Assert.Equal($"Ada {word} Lovelace", Assert.Single(found)!.Text("name"));
        Assert.Empty(await ListAsync(staff, $"name={Uri.EscapeDataString(word.Replace('_', 'x'))}"));
        Assert.Empty(await ListAsync(staff, $"name={Uri.EscapeDataString(word)}&role=inventory-manager"));
        Assert.Contains(await ListAsync(staff, "role=inventory-manager"), account => account!.Text("email") == "inventory@ecommerce.example");
        Assert.Equal(["role"], await Http.GetAsync("/users?role=emperor", staff.Access).WrongFieldsAsync());
    }

    private Task<HttpResponseMessage> SetRolesAsync(string access, Guid id, params string[] roles) => SetRolesAsync(access, id, roles, Http);

    private static Task<HttpResponseMessage> SetRolesAsync(string access, Guid id, string role, HttpClient http) => SetRolesAsync(access, id, [role], http);

    private static Task<HttpResponseMessage> SetRolesAsync(string access, Guid id, string[] roles, HttpClient http)
        => http.CallAsync(HttpMethod.Put, $"/users/{id}/roles", new { roles }, access);

    private async Task<JsonArray> ListAsync(Tokens staff, string query)
        => (await Http.GetAsync($"/users?{query}", staff.Access).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
}
