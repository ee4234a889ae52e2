using System.Net;
using System.Net.Http.Json;
using System.Text;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

/// <summary>Strangers who guess an account's password delay one another, not the devices and sessions of its owner.</summary>
[Collection(UserServiceCollection.Name)]
public sealed class DeviceTests(UserServiceFixture service)
{
    private const int FreeTries = 10;
    private const string Wrong = "wrong horse 99";
    private const string NewPassword = "another horse 8";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Known_device_signs_in_while_strangers_are_delayed()
    {
        var (person, device) = await KnownAsync();
        await LockAsync(person.Email);

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, UsersApi.Password).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await TryAsync(person.Email, UsersApi.Password, device).StatusAsync());
        // Its success tells nothing about the strangers, who go on waiting.
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, UsersApi.Password).StatusAsync());
    }

    [Fact]
    public async Task Wrong_passwords_from_a_known_device_delay_that_device_alone()
    {
        var (person, device) = await KnownAsync();
        var other = await DeviceAsync(person.Email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TryAsync(person.Email, Wrong, device).StatusAsync()));

        Assert.Equal(FreeTries, answers.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(10, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, UsersApi.Password, device).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await TryAsync(person.Email, UsersApi.Password, other).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await TryAsync(person.Email, UsersApi.Password).StatusAsync());
    }

    [Fact]
    public async Task Renewed_token_is_of_the_same_device()
    {
        var (person, device) = await KnownAsync();
        var renewed = await DeviceAsync(person.Email, device);

        for (var i = 0; i < FreeTries; i++)
            await TryAsync(person.Email, Wrong, i % 2 == 0 ? device : renewed).StatusAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, UsersApi.Password, renewed).StatusAsync());
    }

    [Fact]
    public async Task Sessions_change_the_password_while_strangers_are_delayed()
    {
        var (person, _) = await KnownAsync();
        await LockAsync(person.Email);

        var body = new { currentPassword = UsersApi.Password, newPassword = NewPassword };
        var changed = Http.CallAsync(HttpMethod.Post, "/users/me/password", body, person.Access);
        Assert.Equal(HttpStatusCode.OK, await changed.StatusAsync());
    }

    [Fact]
    public async Task Password_change_answers_with_a_token_of_the_same_device()
    {
        var (person, device) = await KnownAsync();
        var body = new { currentPassword = UsersApi.Password, newPassword = NewPassword, deviceToken = device };
        var renewed = (await Http.CallAsync(HttpMethod.Post, "/users/me/password", body, person.Access).ReadAsync(HttpStatusCode.OK))
            .Text("deviceToken");
        await LockAsync(person.Email);

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, NewPassword).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await TryAsync(person.Email, NewPassword, renewed).StatusAsync());
        Assert.Equal(DeviceOf(device), DeviceOf(renewed));
    }

    [Fact]
    public async Task Password_change_makes_its_device_known()
    {
        var person = await Http.NewPersonAsync();
        var body = new { currentPassword = UsersApi.Password, newPassword = NewPassword };
        var device = (await Http.CallAsync(HttpMethod.Post, "/users/me/password", body, person.Access).ReadAsync(HttpStatusCode.OK))
            .Text("deviceToken");
        await LockAsync(person.Email);

        Assert.Equal(HttpStatusCode.OK, await TryAsync(person.Email, NewPassword, device).StatusAsync());
    }

    [Fact]
    public async Task Wrong_passwords_within_a_session_delay_that_session_alone()
    {
        var (person, _) = await KnownAsync();
        var other = await Http.LoginAsync(person.Email);
        for (var i = 0; i < FreeTries; i++)
            Assert.Equal(HttpStatusCode.Forbidden, await EraseAsync(person.Access, Wrong).StatusAsync());

        Assert.Equal(HttpStatusCode.TooManyRequests, await EraseAsync(person.Access, UsersApi.Password).StatusAsync());
        await Http.LoginAsync(person.Email);
        Assert.Equal(HttpStatusCode.NoContent, await EraseAsync(other.Access, UsersApi.Password).StatusAsync());
    }

    [Fact]
    public async Task Forged_or_another_accounts_token_is_worth_nothing()
    {
        var (person, device) = await KnownAsync();
        var (_, others) = await KnownAsync();
        await LockAsync(person.Email);
        var altered = device[..10] + (device[10] == 'A' ? 'B' : 'A') + device[11..];

        foreach (var token in new[] { others, altered, device[1..], device + "A", "", "no token", "äöü", new string('A', device.Length) })
            Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, UsersApi.Password, token).StatusAsync());
        Assert.Equal(["deviceToken"], await TryAsync(person.Email, UsersApi.Password, new string('A', 201)).WrongFieldsAsync());
    }

    [Fact]
    public async Task Password_change_ends_the_tokens_of_all_devices()
    {
        var (person, device) = await KnownAsync();
        var body = new { currentPassword = UsersApi.Password, newPassword = NewPassword };
        await Http.CallAsync(HttpMethod.Post, "/users/me/password", body, person.Access).StatusAsync();
        await LockAsync(person.Email);

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, NewPassword, device).StatusAsync());
    }

    [Fact]
    public async Task Password_reset_ends_the_tokens_of_all_devices()
    {
        var (person, device) = await KnownAsync();
        await Http.PostAsJsonAsync("/users/password-reset", new { email = person.Email });
        var token = await service.MailedTokenAsync("password-reset-requested.v1", person.Id);
        await Http.PostAsJsonAsync("/users/password-reset/confirm", new { token, newPassword = NewPassword });
        await LockAsync(person.Email);

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, NewPassword, device).StatusAsync());
    }

    [Fact]
    public async Task Token_of_an_erased_account_is_worth_nothing_to_the_next_one()
    {
        var (person, device) = await KnownAsync();
        await EraseAsync(person.Access, UsersApi.Password).StatusAsync();
        await Http.RegisterAsync(person.Email);
        await LockAsync(person.Email);

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, UsersApi.Password, device).StatusAsync());
    }

    [Fact]
    public async Task Known_device_signs_in_from_a_network_that_is_delayed()
    {
        const string guesser = "203.0.113.40";
        var (person, device) = await KnownAsync();
        await using var connection = await service.Database.OpenConnectionAsync();
        await Dapper.SqlMapper.ExecuteAsync(connection, """
            INSERT INTO attempts (key, count, since, held_until)
            VALUES (sha256(convert_to('password-from-address:' || @guesser, 'UTF8')), 300, now(), now() + interval '30 seconds')
            """, new { guesser });

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(person.Email, UsersApi.Password, from: guesser).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await TryAsync(person.Email, UsersApi.Password, device, guesser).StatusAsync());
    }

    [Fact]
    public async Task Token_tells_nothing_about_the_person()
    {
        var (person, device) = await KnownAsync();
        var content = Convert.ToHexStringLower(System.Buffers.Text.Base64Url.DecodeFromChars(device));
        Assert.DoesNotContain($"{person.Id:N}", content, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(person.Email)), content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_has_no_device_token()
    {
        var person = await Http.NewPersonAsync();
        Assert.Null((await Http.TryRefreshAsync(person.Tokens.Refresh).ReadAsync(HttpStatusCode.OK))["deviceToken"]);
    }

    private Task<HttpResponseMessage> TryAsync(string email, string password, string? deviceToken = null, string from = "192.0.2.9")
        => Http.CallAsync(HttpMethod.Post, "/users/login", new { email, password, deviceToken }, from: from);

    /// <summary>The id at the beginning of a token.</summary>
    private static string DeviceOf(string token) => Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(token)[..16]);

    private Task<HttpResponseMessage> EraseAsync(string accessToken, string password)
        => Http.CallAsync(HttpMethod.Delete, "/users/me", new { password }, accessToken);

    private async Task<(Person Person, string DeviceToken)> KnownAsync()
    {
        var person = await Http.NewPersonAsync();
        return (person, await DeviceAsync(person.Email));
    }

    private async Task<string> DeviceAsync(string email, string? deviceToken = null)
        => (await TryAsync(email, UsersApi.Password, deviceToken).ReadAsync(HttpStatusCode.OK)).Text("deviceToken");

    private async Task LockAsync(string email)
    {
        for (var i = 0; i < FreeTries; i++)
            await TryAsync(email, Wrong).StatusAsync();
    }
}
