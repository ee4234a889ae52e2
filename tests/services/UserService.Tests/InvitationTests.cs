using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

/// <summary>Inviting staff: what whoever invites, and whoever is invited, may do.</summary>
[Collection(UserServiceCollection.Name)]
public sealed class InvitationTests(UserServiceFixture service)
{
    private const string Path = "/users/invitations";
    private const string Invited = "staff-invited.v1";
    private const string Inventory = "inventory-manager";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Invited_person_without_an_account_chooses_name_and_password_and_has_the_roles()
    {
        var email = UsersApi.NewEmail();
        var invitation = await InviteAsync(email, "de");
        var token = await TokenAsync(invitation);

        var offer = await ReadAsync(token).ReadAsync(HttpStatusCode.OK);
        Assert.Equal((email, false), (offer.Text("email"), offer["hasAccount"]!.GetValue<bool>()));
        Assert.Equal(HttpStatusCode.NoContent, await AcceptAsync(token, name: "Grace Hopper").StatusAsync());

        var tokens = await Http.LoginAsync(email);
        var account = await Http.GetAsync("/users/me", tokens.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(("Grace Hopper", true), (account.Text("name"), account["emailVerified"]!.GetValue<bool>()));
        Assert.Equal(["products:read", "products:write"], new HandCheckedToken(tokens.Access).Values("permissions").Order());
        var id = Guid.Parse(account.Text("id"));
        Assert.Contains("invitation-accepted", await service.AuditAsync(id));
        // The link has proved the address: no other one is mailed.
        Assert.Empty(await service.EventsAsync("email-verification-requested.v1", id));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync($"{Path}/{invitation.Text("id")}").StatusAsync());
    }

    [Fact]
    public async Task Account_of_the_address_keeps_its_roles_and_gets_those_of_the_invitation_by_its_password()
    {
        var person = await Http.NewPersonAsync();
        var invitation = await InviteAsync(person.Email);
        var token = await TokenAsync(invitation);
        Assert.True((await ReadAsync(token).ReadAsync(HttpStatusCode.OK))["hasAccount"]!.GetValue<bool>());

        Assert.Equal("wrong-password", await AcceptAsync(token, "wrong horse 99").ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(["customer"], await RolesOfAsync(person));
        Assert.Equal(HttpStatusCode.NoContent, await AcceptAsync(token).StatusAsync());

        Assert.Equal(["customer", Inventory], await RolesOfAsync(person));
        // What a customer has opened does not become a session of staff's; the link has proved the address.
        Assert.Equal(HttpStatusCode.Unauthorized, await Http.TryRefreshAsync(person.Tokens.Refresh).StatusAsync());
        Assert.Single(await service.EventsAsync("email-verified.v1", person.Id));
    }

    [Fact]
    public async Task Account_with_a_second_factor_gives_a_code_as_well()
    {
        var (person, app, _) = await Http.NewTwoFactorPersonAsync();
        var token = await TokenAsync(await InviteAsync(person.Email));

        Assert.Equal("second-factor-required", await AcceptAsync(token).ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal("wrong-code", await AcceptAsync(token, code: app.Wrong).ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.NoContent, await AcceptAsync(token, code: app.Next).StatusAsync());
    }

    [Fact]
    public async Task Link_works_once_however_many_come_with_it()
    {
        var email = UsersApi.NewEmail();
        var token = await TokenAsync(await InviteAsync(email));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AcceptAsync(token, name: "Grace").StatusAsync()));

        Assert.Single(answers, HttpStatusCode.NoContent);
        Assert.Equal("invalid-token", await AcceptAsync(token).ProblemAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal("invalid-token", await ReadAsync(token).ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Expired_link_is_worth_nothing_and_another_one_can_be_sent()
    {
        var invitation = await InviteAsync(UsersApi.NewEmail());
        var first = await TokenAsync(invitation);
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "UPDATE staff_invitations SET expires_at = now() - interval '1 second' WHERE id = @id", new { id = IdOf(invitation) });

        Assert.Equal("invalid-token", await AcceptAsync(first, name: "Grace").ProblemAsync(HttpStatusCode.UnprocessableEntity));
        await PostAsync($"{Path}/{IdOf(invitation)}/resend").ReadAsync(HttpStatusCode.OK);

        var second = await TokenAsync(invitation);
        Assert.NotEqual(first, second);
        Assert.Equal("invalid-token", await AcceptAsync(first, name: "Grace").ProblemAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal(HttpStatusCode.NoContent, await AcceptAsync(second, name: "Grace").StatusAsync());
    }

    [Fact]
    public async Task Withdrawn_invitation_is_worth_nothing_and_the_address_can_be_invited_again()
    {
        var email = UsersApi.NewEmail();
        var invitation = await InviteAsync(email);
        Assert.Equal("already-invited", await TryInviteAsync(email).ProblemAsync(HttpStatusCode.Conflict));

        Assert.Equal(HttpStatusCode.NoContent, await CallAsync(HttpMethod.Delete, $"{Path}/{IdOf(invitation)}").StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await CallAsync(HttpMethod.Delete, $"{Path}/{IdOf(invitation)}").StatusAsync());

        Assert.Equal(
            "invalid-token",
            await AcceptAsync(await TokenAsync(invitation), name: "Grace").ProblemAsync(HttpStatusCode.UnprocessableEntity));
        Assert.NotEqual(IdOf(invitation), IdOf(await InviteAsync(email)));
    }

    [Fact]
    public async Task Somebody_else_who_holds_the_link_gets_nothing_for_an_account_of_another_address()
    {
        var (invited, other) = (await Http.NewPersonAsync(), await Http.NewPersonAsync());
        var token = await TokenAsync(await InviteAsync(invited.Email));

        var answer = Http.CallAsync(
            HttpMethod.Post, $"{Path}/accept", new { token, password = "another horse 9", name = "Other" }, other.Access);

        Assert.Equal("wrong-password", await answer.ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(["customer"], await RolesOfAsync(other));
        Assert.Equal(["customer"], await RolesOfAsync(invited));
    }

    [Fact]
    public async Task Invitation_of_somebody_who_may_no_longer_invite_is_worth_nothing()
    {
        var manager = await Http.NewPersonAsync();
        await CallAsync(HttpMethod.Put, $"/users/{manager.Id}/roles", new { roles = new[] { "admin" } }).ReadAsync(HttpStatusCode.OK);
        var session = await Http.LoginAsync(manager.Email);
        var answer = Http.CallAsync(
            HttpMethod.Post, Path, new { email = UsersApi.NewEmail(), roles = new[] { "admin" } }, session.Access);
        var token = await TokenAsync(await answer.ReadAsync(HttpStatusCode.Created));

        await PostAsync($"/users/{manager.Id}/disable").ReadAsync(HttpStatusCode.OK);

        Assert.Equal("invalid-token", await AcceptAsync(token, name: "Eve").ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Disabled_account_stays_disabled()
    {
        var person = await Http.NewPersonAsync();
        var token = await TokenAsync(await InviteAsync(person.Email));
        await PostAsync($"/users/{person.Id}/disable").ReadAsync(HttpStatusCode.OK);

        Assert.Equal("account-disabled", await AcceptAsync(token).ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Whoever_may_not_change_accounts_neither_invites_resends_nor_withdraws()
    {
        var invitation = await InviteAsync(UsersApi.NewEmail());
        var staff = (await service.StaffAsync()).Access;
        (HttpMethod Method, string Path, object? Body)[] calls =
        [
            (HttpMethod.Post, Path, new { email = UsersApi.NewEmail(), roles = new[] { Inventory } }),
            (HttpMethod.Post, $"{Path}/{IdOf(invitation)}/resend", null), (HttpMethod.Delete, $"{Path}/{IdOf(invitation)}", null),
        ];
        foreach (var (method, path, body) in calls)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await Http.CallAsync(method, path, body, staff).StatusAsync());
            Assert.Equal(HttpStatusCode.Unauthorized, await Http.CallAsync(method, path, body).StatusAsync());
        }

        var person = await Http.NewPersonAsync();
        foreach (var path in (string[])[Path, $"{Path}/{IdOf(invitation)}", "/users/staff"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync(path, person.Access).StatusAsync());
            Assert.Equal(HttpStatusCode.OK, await Http.GetAsync(path, staff).StatusAsync());
        }
    }

    [Fact]
    public async Task Answer_is_the_same_whether_or_not_the_address_has_an_account()
    {
        var person = await Http.NewPersonAsync();

        var (known, unknown) = (await InviteAsync(person.Email), await InviteAsync(UsersApi.NewEmail()));

        Assert.Equal(known.AsObject().Select(member => member.Key), unknown.AsObject().Select(member => member.Key));
        Assert.Null(known["token"]);
    }

    [Fact]
    public async Task Mails_to_one_address_and_passwords_with_one_link_are_limited()
    {
        var person = await Http.NewPersonAsync();
        var invitation = await InviteAsync(person.Email);
        for (var i = 0; i < 4; i++)
            await PostAsync($"{Path}/{IdOf(invitation)}/resend").ReadAsync(HttpStatusCode.OK);
        Assert.Equal(
            "too-many-attempts", await PostAsync($"{Path}/{IdOf(invitation)}/resend").ProblemAsync(HttpStatusCode.TooManyRequests));

        var token = await TokenAsync(invitation);
        for (var i = 0; i < 10; i++)
            Assert.Equal("wrong-password", await AcceptAsync(token, "wrong horse 99").ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal("too-many-attempts", await AcceptAsync(token).ProblemAsync(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Trail_of_whoever_invites_says_so_and_link_is_stored_as_a_hash()
    {
        var invitation = await InviteAsync(UsersApi.NewEmail());
        var token = await TokenAsync(invitation);
        await PostAsync($"{Path}/{IdOf(invitation)}/resend").ReadAsync(HttpStatusCode.OK);
        await CallAsync(HttpMethod.Delete, $"{Path}/{IdOf(invitation)}").StatusAsync();

        var admin = (await service.AdminAsync()).Access;
        var me = Guid.Parse(new HandCheckedToken(admin).Claims.Text("sub"));
        var entries = (await Http.GetAsync($"/users/{me}/audit?limit=100", admin).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
            .Where(entry => $"{entry!["detail"]}".StartsWith($"{IdOf(invitation)}", StringComparison.Ordinal)).ToList();
        Assert.Equal(["invitation-withdrawn", "invitation-resent", "staff-invited"], entries.Select(entry => entry!.Text("action")));
        await using var connection = await service.Database.OpenConnectionAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM staff_invitations WHERE encode(hash, 'escape') LIKE '%' || @token || '%'", new { token }));
        Assert.DoesNotContain(token, service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_requires_a_recent_sign_in()
    {
        var session = await Http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword);
        await using (var connection = await service.Database.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                "UPDATE refresh_families SET authenticated_at = authenticated_at - interval '6 minutes' WHERE id = @id",
                new { id = Guid.Parse(new HandCheckedToken(session.Access).Claims.Text("sid")) });
        }

        var old = await Http.RefreshAsync(session.Refresh);
        var answer = Http.CallAsync(HttpMethod.Post, Path, new { email = UsersApi.NewEmail(), roles = new[] { Inventory } }, old.Access);
        Assert.Equal("reauthentication-required", await answer.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Wrong_fields_are_named()
    {
        Assert.Equal(["email", "locale", "roles"], (await PostAsync(Path, new { email = "ada", locale = "?" }).WrongFieldsAsync()).Order());
        foreach (var roles in (string[][])[[], ["owner"], ["customer"], [Inventory, Inventory]])
            Assert.Equal(["roles"], await PostAsync(Path, new { email = UsersApi.NewEmail(), roles }).WrongFieldsAsync());
        Assert.Equal(["password", "token"], (await Http.PostAsJsonAsync($"{Path}/accept", new { }).WrongFieldsAsync()).Order());
        var token = await TokenAsync(await InviteAsync(UsersApi.NewEmail()));
        Assert.Equal(["name", "password"], (await AcceptAsync(token, "short").WrongFieldsAsync()).Order());
    }

    [Fact]
    public async Task Invitation_goes_with_the_erased_account_of_its_address()
    {
        var person = await Http.NewPersonAsync();
        var invitation = await InviteAsync(person.Email);

        await Http.CallAsync(HttpMethod.Delete, "/users/me", new { password = UsersApi.Password }, person.Access).StatusAsync();

        Assert.Equal(HttpStatusCode.NotFound, await GetAsync($"{Path}/{IdOf(invitation)}").StatusAsync());
    }

    [Fact]
    public async Task Staff_are_listed_with_last_sign_in_and_second_factor_and_customers_are_not()
    {
        var person = await Http.NewPersonAsync();
        var email = UsersApi.NewEmail();
        await AcceptAsync(await TokenAsync(await InviteAsync(email)), name: "Grace").StatusAsync();
        Assert.Null((await MemberAsync(email))!["lastSignInAt"]);

        var tokens = await Http.LoginAsync(email);
        var app = await Http.SetUpAsync(tokens.Access);
        await Http.ConfirmAsync(tokens.Access, app.Now);

        var member = await MemberAsync(email);
        Assert.True(member!["twoFactor"]!.GetValue<bool>());
        Assert.NotNull(member["lastSignInAt"]);
        Assert.Equal([Inventory], member["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Null(await MemberAsync(person.Email));
    }

    private async Task<JsonNode?> MemberAsync(string email)
    {
        var page = await GetAsync("/users/staff?limit=100").ReadAsync(HttpStatusCode.OK);
        return page["items"]!.AsArray().SingleOrDefault(member => member!.Text("email") == email);
    }

    private async Task<JsonNode> InviteAsync(string email, string? locale = null)
        => await PostAsync(Path, new { email, roles = new[] { Inventory }, locale }).ReadAsync(HttpStatusCode.Created);

    private Task<HttpResponseMessage> TryInviteAsync(string email) => PostAsync(Path, new { email, roles = new[] { Inventory } });

    private Task<string> TokenAsync(JsonNode invitation) => service.MailedTokenAsync(Invited, IdOf(invitation));

    private static Guid IdOf(JsonNode invitation) => Guid.Parse(invitation.Text("id"));

    private Task<HttpResponseMessage> ReadAsync(string token) => Http.PostAsJsonAsync($"{Path}/read", new { token });

    private Task<HttpResponseMessage> AcceptAsync(
        string token, string password = UsersApi.Password, string? name = null, string? code = null)
        => Http.PostAsJsonAsync($"{Path}/accept", new { token, password, name, code });

    private async Task<string[]> RolesOfAsync(Person person)
    {
        var account = await GetAsync($"/users/{person.Id}").ReadAsync(HttpStatusCode.OK);
        return [.. account["roles"]!.AsArray().Select(role => role!.GetValue<string>())];
    }

    private Task<HttpResponseMessage> GetAsync(string path) => CallAsync(HttpMethod.Get, path);

    private Task<HttpResponseMessage> PostAsync(string path, object? body = null) => CallAsync(HttpMethod.Post, path, body);

    private async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, object? body = null)
        => await Http.CallAsync(method, path, body, (await service.AdminAsync()).Access);
}
