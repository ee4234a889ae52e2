using System.Net;
using Dapper;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.UserService.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class GuestTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task Guest_is_signed_in_as_a_customer_without_a_device()
    {
        var email = UsersApi.NewEmail();
        using var response = await Http.CallAsync(HttpMethod.Post, "/users/guests", new { email, name = "Ada" });
        var tokens = await response.ReadAsync();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Null(tokens["deviceToken"]);
        var account = await Http.GetAsync("/users/me", tokens.Text("accessToken")).ReadAsync(HttpStatusCode.OK);
        Assert.True(account["guest"]!.GetValue<bool>());
        Assert.Equal(email, account.Text("email"));
        Assert.False(account["emailVerified"]!.GetValue<bool>());
        Assert.Null(account["pendingEmail"]);
        Assert.Equal(["customer"], account["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Equal(response.Headers.Location!.ToString(), $"/users/{account.Text("id")}");
        await Http.RefreshAsync(tokens.Text("refreshToken"));
    }

    [Fact]
    public async Task Registered_account_says_that_it_is_no_guest()
    {
        var person = await Http.NewPersonAsync();
        var account = await Http.GetAsync("/users/me", person.Access).ReadAsync(HttpStatusCode.OK);
        Assert.False(account["guest"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Guest_of_a_registered_address_is_an_account_apart()
    {
        var owner = await Http.NewPersonAsync();
        var guest = await Http.NewGuestAsync(owner.Email);
        var another = await Http.NewGuestAsync(owner.Email);

        Assert.NotEqual(owner.Id, guest.Id);
        Assert.NotEqual(guest.Id, another.Id);
        Assert.Equal(HttpStatusCode.NotFound, await Http.GetAsync($"/users/{owner.Id}", guest.Access).StatusAsync());
        var sessions = await Http.GetAsync("/users/me/sessions", guest.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Single(sessions["items"]!.AsArray());
        await Http.LoginAsync(owner.Email);
        Assert.DoesNotContain("guest-created", await service.AuditAsync(owner.Id));
    }

    [Fact]
    public async Task Guest_does_not_block_the_registration_of_its_address()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        var id = await Http.RegisterAsync(guest.Email);

        await Http.LoginAsync(guest.Email);
        Assert.NotEqual($"{guest.Id}", id);
    }

    [Fact]
    public async Task Answer_is_the_same_for_known_and_unknown_addresses()
    {
        var owner = await Http.NewPersonAsync();
        Assert.Equal(await MembersAsync(owner.Email), await MembersAsync(UsersApi.NewEmail()));

        async Task<string[]> MembersAsync(string email)
        {
            var answer = await Http.CallAsync(HttpMethod.Post, "/users/guests", new { email, name = "Ada" })
                .ReadAsync(HttpStatusCode.Created);
            return [.. answer.AsObject().Select(member => member.Key)];
        }
    }

    [Fact]
    public async Task Guest_has_no_login_no_reset_and_no_verification_by_its_address()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());

        Assert.Equal(
            "wrong-credentials", await Http.TryLoginAsync(guest.Email, UsersApi.Password).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(
            HttpStatusCode.Accepted,
            await Http.CallAsync(HttpMethod.Post, "/users/password-reset", new { email = guest.Email }).StatusAsync());
        Assert.Empty(await service.EventsAsync("password-reset-requested.v1", guest.Id));
        Assert.Equal("guest-account", await PostAsync("/users/me/verification", body: null, guest).ProblemAsync(HttpStatusCode.Conflict));
        Assert.Empty(await service.EventsAsync("email-verification-requested.v1", guest.Id));
        Assert.Empty(await service.EventsAsync("user-registered.v1", guest.Id));
    }

    [Fact]
    public async Task Guest_changes_neither_address_nor_password()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        var email = Http.CallAsync(
            HttpMethod.Patch, "/users/me", new { email = UsersApi.NewEmail(), password = UsersApi.Password }, guest.Access);
        var password = PostAsync(
            "/users/me/password", new { currentPassword = UsersApi.Password, newPassword = "another horse 9" }, guest);

        Assert.Equal("guest-account", await email.ProblemAsync(HttpStatusCode.Conflict));
        Assert.Equal("guest-account", await password.ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Wrong_logins_count_for_the_owner_alone_and_a_guest_clears_none()
    {
        var owner = await Http.NewPersonAsync();
        for (var i = 0; i < 10; i++)
            await GuessAsync("203.0.113.90");

        var guest = await Http.NewGuestAsync(owner.Email, "203.0.113.91");
        Assert.Equal(HttpStatusCode.NoContent, await EraseAsync(guest).StatusAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync("203.0.113.92"));

        Task<HttpStatusCode> GuessAsync(string from) => Http.CallAsync(
            HttpMethod.Post, "/users/login", new { email = owner.Email, password = "wrong horse 99" }, from: from).StatusAsync();
    }

    [Fact]
    public async Task Many_guests_from_one_network_have_to_wait_whatever_their_addresses()
    {
        var environment = service.Environment(await service.Postgres.CreateDatabaseAsync());
        environment["Lockout__FreeTriesPerAddress"] = "3";
        await using var process = await UserServiceFixture.StartAsync(environment);

        for (var i = 0; i < 3; i++)
            await process.Client.NewGuestAsync(UsersApi.NewEmail(), "203.0.113.5");

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync("203.0.113.5"));
        Assert.Equal(HttpStatusCode.Created, await TryAsync("203.0.113.6"));

        Task<HttpStatusCode> TryAsync(string from) => process.Client.CallAsync(
            HttpMethod.Post, "/users/guests", new { email = UsersApi.NewEmail(), name = "Ada" }, from: from).StatusAsync();
    }

    [Fact]
    public async Task Many_guests_with_one_address_have_to_wait_whatever_their_networks()
    {
        var email = UsersApi.NewEmail();
        for (var i = 0; i < 10; i++)
            await Http.NewGuestAsync(email, $"198.51.100.{i}");

        var eleventh = Http.CallAsync(HttpMethod.Post, "/users/guests", new { email, name = "Ada" }, from: "198.51.100.99");
        Assert.Equal("too-many-attempts", await eleventh.ProblemAsync(HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData("ada", "Ada", "email")]
    [InlineData("ada@shop.example", " ", "name")]
    [InlineData("ada@shop.example", "You won! https://prize.example", "name")]
    public async Task Invalid_field_returns_400_with_its_name(string email, string name, string field)
        => Assert.Equal([field], await Http.CallAsync(HttpMethod.Post, "/users/guests", new { email, name }).WrongFieldsAsync());

    [Fact]
    public async Task Guest_exports_and_erases_without_a_password()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        var export = await Http.GetAsync("/users/me/export", guest.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(guest.Email, export["account"]!.Text("email"));

        Assert.Equal(HttpStatusCode.NoContent, await EraseAsync(guest).StatusAsync());

        Assert.Equal("invalid-refresh-token", await Http.TryRefreshAsync(guest.Tokens.Refresh).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Single(await service.EventsAsync("user-erased.v1", guest.Id));
        // Those of one millisecond have no order.
        Assert.Equal(["data-exported", "erased", "guest-created", "signed-in"], (await service.AuditAsync(guest.Id)).Order());
        await using var connection = await service.Database.OpenConnectionAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM users WHERE pending_email = @Email", guest));
    }

    [Fact]
    public async Task Registered_account_is_not_erased_without_its_password()
    {
        var person = await Http.NewPersonAsync();
        var erasure = Http.CallAsync(HttpMethod.Delete, "/users/me", new { }, person.Access);
        Assert.Equal(["password"], await erasure.WrongFieldsAsync());
    }

    [Fact]
    public async Task Staff_finds_guests_by_address_and_disables_them_but_gives_them_no_role()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        var admin = (await service.AdminAsync()).Access;

        var found = await Http.GetAsync($"/users?email={guest.Email[..20]}", admin).ReadAsync(HttpStatusCode.OK);
        Assert.Contains(found["items"]!.AsArray(), account => account!.Text("id") == $"{guest.Id}");
        var promotion = Http.CallAsync(HttpMethod.Put, $"/users/{guest.Id}/roles", new { roles = (string[])["admin"] }, admin);
        Assert.Equal("guest-account", await promotion.ProblemAsync(HttpStatusCode.Conflict));
        await Http.CallAsync(HttpMethod.Post, $"/users/{guest.Id}/disable", accessToken: admin).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await Http.TryRefreshAsync(guest.Tokens.Refresh).StatusAsync());
    }

    [Fact]
    public async Task Guests_are_erased_when_their_time_is_over_unless_signed_in()
    {
        var environment = service.Environment(await service.Postgres.CreateDatabaseAsync());
        Person gone;
        await using (var process = await UserServiceFixture.StartAsync(environment))
        {
            gone = await process.Client.NewGuestAsync(UsersApi.NewEmail());
            await process.Client.NewPersonAsync();
        }

        var start = TimeProvider.System.GetUtcNow();
        var clock = new ManualClock(start);
        await using var replica = Replica.Create(environment, clock);
        var guests = replica.GetRequiredService<ExpiredGuests>();
        await using var connection = new Npgsql.NpgsqlConnection(environment["ConnectionStrings__users"]);

        Assert.Equal(0, await EraseAfterAsync(TimeSpan.FromDays(364)));
        await connection.ExecuteAsync("UPDATE refresh_families SET expires_at = @until", new { until = start + TimeSpan.FromDays(370) });
        Assert.Equal(0, await EraseAfterAsync(TimeSpan.FromDays(366)));
        Assert.Equal(1, await EraseAfterAsync(TimeSpan.FromDays(371)));
        Assert.Equal(gone.Id, await connection.ExecuteScalarAsync<Guid>("SELECT id FROM erased_users"));

        Task<int> EraseAfterAsync(TimeSpan time)
        {
            clock.Now = start + time;
            return guests.EraseAsync(CancellationToken.None);
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path, object? body, Person guest)
        => Http.CallAsync(HttpMethod.Post, path, body, guest.Access);

    private Task<HttpResponseMessage> EraseAsync(Person guest)
        => Http.CallAsync(HttpMethod.Delete, "/users/me", new { }, guest.Access);
}
