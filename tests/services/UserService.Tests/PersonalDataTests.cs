using System.Net;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class PersonalDataTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task Export_has_all_personal_data_and_no_secret()
    {
        var person = await Http.NewPersonAsync();
        await AddAddressAsync(person);

        using var response = await Http.GetAsync("/users/me/export", person.Access);
        var document = await response.ReadAsync();

        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(person.Email, document["account"]!.Text("email"));
        Assert.Equal("Musterweg 1", document["addresses"]![0]!.Text("street"));
        Assert.Single(document["sessions"]!.AsArray());
        Assert.Equal("data-exported", document["audit"]![0]!.Text("action"));
        Assert.DoesNotContain("pbkdf2", document.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_deletes_personal_data_and_leaves_the_id_and_the_event()
    {
        var person = await Http.NewPersonAsync();
        await AddAddressAsync(person);

        Assert.Equal(HttpStatusCode.NoContent, await EraseAsync(person, UsersApi.Password).StatusAsync());

        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(person.Tokens.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(
            "wrong-credentials", await Http.TryLoginAsync(person.Email, UsersApi.Password).ProblemAsync(HttpStatusCode.Unauthorized));
        // The token is refused as soon as the service reads which accounts have ended.
        Assert.True(
            await Http.GetAsync("/users/me", person.Access).StatusAsync() is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized);
        Assert.Single(await service.EventsAsync("user-erased.v1", person.Id));
        Assert.Equal("erased", (await service.AuditAsync(person.Id))[0]);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM erased_users WHERE id = @Id", person));
        Assert.Equal(
            0,
            await CountAsync(
                "SELECT count(*) FROM audit_entries WHERE subject_id = @Id AND (address IS NOT NULL OR detail IS NOT NULL)", person));
    }

    [Fact]
    public async Task Erasure_leaves_no_personal_data_in_any_table()
    {
        var person = await Http.NewPersonAsync();
        await AddAddressAsync(person);
        await Http.CallAsync(
            HttpMethod.Patch, "/users/me", new { name = $"Name of {person.Id}" }, person.Access).ReadAsync(HttpStatusCode.OK);
        await EraseAsync(person, UsersApi.Password).StatusAsync();

        await using var connection = await service.Database.OpenConnectionAsync();
        var tables = await connection.QueryAsync<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        foreach (var table in tables)
        {
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>(
                $"SELECT count(*) FROM {table} AS t WHERE t::text LIKE '%' || @Email || '%' OR t::text LIKE '%Name of ' || @Id || '%'",
                new { person.Email, Id = $"{person.Id}" }));
        }
    }

    [Fact]
    public async Task Sign_in_during_erasure_leaves_no_session()
    {
        for (var round = 0; round < 3; round++)
        {
            var person = await Http.NewPersonAsync();
            var logins = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Http.TryLoginAsync(person.Email, UsersApi.Password)));
            var refresh = Http.TryRefreshAsync(person.Tokens.Refresh);
            Assert.Equal(HttpStatusCode.NoContent, await EraseAsync(person, UsersApi.Password).StatusAsync());

            foreach (var answer in (await logins).Append(await refresh))
            {
                Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Unauthorized]);
                if (answer.StatusCode == HttpStatusCode.OK)
                    await Http.TryRefreshAsync(Tokens.Of(await answer.ReadAsync()).Refresh).ReadAsync(HttpStatusCode.Unauthorized);
            }

            Assert.Equal(0, await CountAsync("SELECT count(*) FROM refresh_families WHERE user_id = @Id", person));
        }
    }

    [Fact]
    public async Task Erased_address_can_register_again()
    {
        var person = await Http.NewPersonAsync();
        await EraseAsync(person, UsersApi.Password).StatusAsync();
        Assert.NotEqual(person.Id.ToString(), await Http.RegisterAsync(person.Email));
    }

    [Fact]
    public async Task Erasure_requires_the_password()
    {
        var person = await Http.NewPersonAsync();
        Assert.Equal("wrong-password", await EraseAsync(person, "wrong horse 99").ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(["password"], await EraseAsync(person, "").WrongFieldsAsync());
        await Http.RefreshAsync(person.Tokens.Refresh);
    }

    [Fact]
    public async Task Staff_export_and_erase_on_request_and_the_trail_says_who_it_was()
    {
        var admin = await service.AdminAsync();
        var person = await Http.NewPersonAsync();
        await AddAddressAsync(person);

        var document = await Http.GetAsync($"/users/{person.Id}/export", admin.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("Musterweg 1", document["addresses"]![0]!.Text("street"));
        Assert.Equal(AdminId(admin), document["audit"]![0]!.Text("actorId"));

        Assert.Equal(
            HttpStatusCode.NoContent,
            await Http.CallAsync(HttpMethod.Delete, $"/users/{person.Id}", accessToken: admin.Access).StatusAsync());
        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(person.Tokens.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Single(await service.EventsAsync("user-erased.v1", person.Id));
        var trail = await Http.GetAsync($"/users/{person.Id}/audit", admin.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("erased", trail["items"]![0]!.Text("action"));
        Assert.Equal(AdminId(admin), trail["items"]![0]!.Text("actorId"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await Http.CallAsync(HttpMethod.Delete, $"/users/{person.Id}", accessToken: admin.Access).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await Http.GetAsync($"/users/{person.Id}/export", admin.Access).StatusAsync());
    }

    [Fact]
    public async Task Erasure_and_export_of_others_require_users_write()
    {
        var staff = await service.StaffAsync();
        var (person, stranger) = (await Http.NewPersonAsync(), await Http.NewPersonAsync());
        foreach (var caller in (string[])[staff.Access, stranger.Access, person.Access])
        {
            Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync($"/users/{person.Id}/export", caller).StatusAsync());
            Assert.Equal(
                HttpStatusCode.Forbidden,
                await Http.CallAsync(HttpMethod.Delete, $"/users/{person.Id}", accessToken: caller).StatusAsync());
        }

        await Http.RefreshAsync(person.Tokens.Refresh);
    }

    private static string AdminId(Tokens admin) => new HandCheckedToken(admin.Access).Claims.Text("sub");

    private Task<HttpResponseMessage> EraseAsync(Person person, string password)
        => Http.CallAsync(HttpMethod.Delete, "/users/me", new { password }, person.Access);

    private Task<System.Text.Json.Nodes.JsonNode> AddAddressAsync(Person person) => Http.CallAsync(
        HttpMethod.Post, "/users/me/addresses",
        new { name = "Ada", street = "Musterweg 1", city = "Berlin", postalCode = "10115", country = "DE" }, person.Access).ReadAsync(
            HttpStatusCode.Created);

    private async Task<int> CountAsync(string sql, Person person)
    {
        await using var connection = await service.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>(sql, new { person.Id });
    }
}
