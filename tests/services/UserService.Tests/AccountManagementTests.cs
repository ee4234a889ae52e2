using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class AccountManagementTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task New_role_applies_from_the_next_token()
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
    public async Task Token_from_before_a_change_of_roles_is_refused_within_five_seconds()
    {
        var admin = await service.AdminAsync();
        var person = await Http.NewPersonAsync();
        await SetRolesAsync(admin.Access, person.Id, "customer-service").ReadAsync(HttpStatusCode.OK);
        var staff = await Http.RefreshAsync(person.Tokens.Refresh);
        Assert.Equal(HttpStatusCode.OK, await Http.GetAsync("/users", staff.Access).StatusAsync());

        await SetRolesAsync(admin.Access, person.Id, "customer").ReadAsync(HttpStatusCode.OK);

        await IsRefusedAsync(staff.Access, "/users");
        var renewed = await Http.RefreshAsync(staff.Refresh);
        Assert.Equal(HttpStatusCode.OK, await Http.GetAsync("/users/me", renewed.Access).StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync("/users", renewed.Access).StatusAsync());
    }

    [Fact]
    public async Task Token_of_a_disabled_account_is_refused_within_five_seconds()
    {
        var admin = await service.AdminAsync();
        var person = await Http.NewPersonAsync();

        await Http.CallAsync(HttpMethod.Post, $"/users/{person.Id}/disable", accessToken: admin.Access).ReadAsync(HttpStatusCode.OK);

        await IsRefusedAsync(person.Access, "/users/me/addresses");
    }

    [Fact]
    public async Task Account_states_name_changed_and_erased_accounts_alone()
    {
        var admin = await service.AdminAsync();
        var (unchanged, changed, erased) = (await Http.NewPersonAsync(), await Http.NewPersonAsync(), await Http.NewPersonAsync());
        await SetRolesAsync(admin.Access, changed.Id, "inventory-manager").ReadAsync(HttpStatusCode.OK);
        await Http.CallAsync(HttpMethod.Delete, "/users/me", new { password = UsersApi.Password }, erased.Access);

        var states = (await Http.GetAsync("/account-states").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();

        Assert.Equal(1, VersionOf(changed));
        Assert.Equal(int.MaxValue, VersionOf(erased));
        Assert.Null(VersionOf(unchanged));

        int? VersionOf(Person person)
            => states.SingleOrDefault(state => state!.Text("userId") == $"{person.Id}")?["version"]!.GetValue<int>();
    }

    [Fact]
    public async Task Disabled_account_has_no_sessions_until_it_is_enabled()
    {
        var admin = await service.AdminAsync();
        var person = await Http.NewPersonAsync();

        var disabled = await Http.CallAsync(
            HttpMethod.Post, $"/users/{person.Id}/disable", accessToken: admin.Access).ReadAsync(HttpStatusCode.OK);

        Assert.NotNull(disabled["disabledAt"]);
        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(person.Tokens.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("account-disabled", await Http.TryLoginAsync(person.Email, UsersApi.Password).ProblemAsync(HttpStatusCode.Forbidden));
        // Who does not know the password is not told.
        Assert.Equal(
            "wrong-credentials", await Http.TryLoginAsync(person.Email, "wrong horse 99").ProblemAsync(HttpStatusCode.Unauthorized));

        await Http.CallAsync(HttpMethod.Post, $"/users/{person.Id}/enable", accessToken: admin.Access).ReadAsync(HttpStatusCode.OK);
        await Http.LoginAsync(person.Email);
        Assert.Equal(["signed-in", "enabled"], (await service.AuditAsync(person.Id))[..2]);
    }

    [Fact]
    public async Task Sessions_of_an_account_are_listed_for_staff_and_ended_by_admins()
    {
        var (admin, staff) = (await service.AdminAsync(), await service.StaffAsync());
        var person = await Http.NewPersonAsync();
        await Http.LoginAsync(person.Email);
        var path = $"/users/{person.Id}/sessions";

        var sessions = (await Http.GetAsync(path, staff.Access).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal([false, false], sessions.Select(session => session!["current"]!.GetValue<bool>()));
        Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync(path, person.Access).StatusAsync());
        Assert.Equal(
            HttpStatusCode.Forbidden, await Http.CallAsync(HttpMethod.Delete, path, accessToken: staff.Access).StatusAsync());

        Assert.Equal(HttpStatusCode.NoContent, await Http.CallAsync(HttpMethod.Delete, path, accessToken: admin.Access).StatusAsync());
        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(person.Tokens.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("sessions-ended", (await service.AuditAsync(person.Id))[0]);
        Assert.Equal(
            HttpStatusCode.NotFound,
            await Http.CallAsync(HttpMethod.Delete, $"/users/{Guid.CreateVersion7()}/sessions", accessToken: admin.Access).StatusAsync());
    }

    [Fact]
    public async Task Sign_in_during_disabling_leaves_no_session()
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
    public async Task Last_admin_keeps_the_role_under_parallel_removals()
    {
        await using var process = await UserServiceFixture.StartAsync(service.Environment(await service.Postgres.CreateDatabaseAsync()));
        var http = process.Client;
        var first = await http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword);
        var firstId = Guid.Parse(new HandCheckedToken(first.Access).Claims.Text("sub"));
        Assert.Equal(
            "last-admin", await SetRolesAsync(first.Access, firstId, "customer", http: http).ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal(
            "last-admin",
            await http.CallAsync(HttpMethod.Post, $"/users/{firstId}/disable", accessToken: first.Access)
                .ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal("last-admin", await http.CallAsync(
            HttpMethod.Delete, "/users/me", new { password = UserServiceFixture.DemoPassword },
            first.Access).ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal(
            "own-account",
            await http.CallAsync(HttpMethod.Delete, $"/users/{firstId}", accessToken: first.Access).ProblemAsync(HttpStatusCode.Conflict));

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
    public async Task Staff_change_without_users_write_returns_403()
    {
        var staff = await service.StaffAsync();
        var person = await Http.NewPersonAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await SetRolesAsync(staff.Access, person.Id, "admin").StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await SetRolesAsync(person.Access, person.Id, "admin").StatusAsync());
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await Http.CallAsync(HttpMethod.Post, $"/users/{person.Id}/disable", accessToken: staff.Access).StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync($"/users/{person.Id}/audit", person.Access).StatusAsync());
    }

    [Fact]
    public async Task Invalid_roles_return_400_and_unknown_accounts_404()
    {
        var admin = await service.AdminAsync();
        var person = await Http.NewPersonAsync();
        Assert.Equal(["roles"], await SetRolesAsync(admin.Access, person.Id, "emperor").WrongFieldsAsync());
        Assert.Equal(["roles"], await SetRolesAsync(admin.Access, person.Id).WrongFieldsAsync());
        Assert.Equal(["roles"], await SetRolesAsync(admin.Access, person.Id, "customer", "customer").WrongFieldsAsync());
        Assert.Equal(HttpStatusCode.NotFound, await SetRolesAsync(admin.Access, Guid.CreateVersion7(), "customer").StatusAsync());
    }

    [Fact]
    public async Task Account_search_filters_by_name_and_role()
    {
        var staff = await service.StaffAsync();
        var word = $"Zo%_{Guid.CreateVersion7():N}";
        await Http.RegisterAsync(
            new { email = UsersApi.NewEmail(), password = UsersApi.Password, name = $"Ada {word} Lovelace" }).StatusAsync();

        var found = await ListAsync(staff, $"name={Uri.EscapeDataString(word.ToUpperInvariant())}");
        Assert.Equal($"Ada {word} Lovelace", Assert.Single(found)!.Text("name"));
        Assert.Empty(await ListAsync(staff, $"name={Uri.EscapeDataString(word.Replace('_', 'x'))}"));
        Assert.Empty(await ListAsync(staff, $"name={Uri.EscapeDataString(word)}&role=inventory-manager"));
        Assert.Contains(
            await ListAsync(staff, "role=inventory-manager"), account => account!.Text("email") == "inventory@ecommerce.example");
        Assert.Equal(["role"], await Http.GetAsync("/users?role=emperor", staff.Access).WrongFieldsAsync());
    }

    private Task IsRefusedAsync(string access, string path) => Eventually.Async(
        async () => await Http.GetAsync(path, access).StatusAsync() == HttpStatusCode.Unauthorized, "the token is refused",
        TimeSpan.FromSeconds(6));

    private Task<HttpResponseMessage> SetRolesAsync(string access, Guid id, params string[] roles)
        => SetRolesAsync(access, id, roles, Http);

    private static Task<HttpResponseMessage> SetRolesAsync(string access, Guid id, string role, HttpClient http)
        => SetRolesAsync(access, id, [role], http);

    private static Task<HttpResponseMessage> SetRolesAsync(string access, Guid id, string[] roles, HttpClient http)
        => http.CallAsync(HttpMethod.Put, $"/users/{id}/roles", new { roles }, access);

    private async Task<JsonArray> ListAsync(Tokens staff, string query)
        => (await Http.GetAsync($"/users?{query}", staff.Access).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray();
}
