using System.Net;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class GuestRegistrationTests(UserServiceFixture service)
{
    private const string VerificationRequested = "email-verification-requested.v1";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Guest_becomes_a_registered_account_with_the_same_id_by_the_mailed_link()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        Assert.Equal(HttpStatusCode.Accepted, await RegisterAsync(guest).StatusAsync());
        Assert.Equal(
            "wrong-credentials", await Http.TryLoginAsync(guest.Email, UsersApi.Password).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.True((await MeAsync(guest.Access))["guest"]!.GetValue<bool>());

        Assert.Equal(HttpStatusCode.NoContent, await VerifyAsync(guest).StatusAsync());

        var account = await MeAsync((await Http.LoginAsync(guest.Email)).Access);
        Assert.Equal($"{guest.Id}", account.Text("id"));
        Assert.False(account["guest"]!.GetValue<bool>());
        Assert.True(account["emailVerified"]!.GetValue<bool>());
        Assert.Null(account["pendingEmail"]);
        Assert.Single(await service.EventsAsync("user-registered.v1", guest.Id));
        Assert.Single(await service.EventsAsync("email-verified.v1", guest.Id));
        Assert.Equal(
            // Those of one millisecond have no order.
            ["guest-created", "registered", "registration-requested", "signed-in", "signed-in"],
            (await service.AuditAsync(guest.Id)).Order());
    }

    [Fact]
    public async Task Taken_address_gets_the_same_answer_and_its_owner_a_mail_but_the_guest_no_link()
    {
        var owner = await Http.NewPersonAsync();
        var guest = await Http.NewGuestAsync(owner.Email);

        Assert.Equal(HttpStatusCode.Accepted, await RegisterAsync(guest, "another horse 9").StatusAsync());

        Assert.Single(await service.EventsAsync("registration-repeated.v1", owner.Id));
        Assert.Empty(await service.EventsAsync(VerificationRequested, guest.Id));
        Assert.True((await MeAsync(guest.Access))["guest"]!.GetValue<bool>());
        await Http.LoginAsync(owner.Email);
        Assert.Equal(
            "wrong-credentials", await Http.TryLoginAsync(owner.Email, "another horse 9").ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Link_of_an_address_that_was_registered_meanwhile_takes_nothing_over()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        await RegisterAsync(guest, "another horse 9").StatusAsync();
        await Http.RegisterAsync(guest.Email);

        Assert.Equal("email-taken", await VerifyAsync(guest).ProblemAsync(HttpStatusCode.Conflict));

        await Http.LoginAsync(guest.Email);
        Assert.Equal(
            "wrong-credentials", await Http.TryLoginAsync(guest.Email, "another horse 9").ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task One_of_two_guests_with_the_same_address_becomes_its_account()
    {
        var email = UsersApi.NewEmail();
        var first = await Http.NewGuestAsync(email);
        var second = await Http.NewGuestAsync(email);
        await RegisterAsync(first).StatusAsync();
        await RegisterAsync(second).StatusAsync();

        Assert.Equal(HttpStatusCode.NoContent, await VerifyAsync(second).StatusAsync());
        Assert.Equal("email-taken", await VerifyAsync(first).ProblemAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Registered_account_is_not_registered_again()
    {
        var person = await Http.NewPersonAsync();
        Assert.Equal("already-registered", await RegisterAsync(person, "another horse 9").ProblemAsync(HttpStatusCode.Conflict));
        await Http.LoginAsync(person.Email);
    }

    [Fact]
    public async Task Weak_password_returns_400_and_anonymous_callers_401()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        Assert.Equal(["password"], await RegisterAsync(guest, "short").WrongFieldsAsync());
        var anonymous = Http.CallAsync(HttpMethod.Post, "/users/me/registration", new { password = UsersApi.Password });
        Assert.Equal(HttpStatusCode.Unauthorized, await anonymous.StatusAsync());
    }

    [Fact]
    public async Task Links_of_one_guest_are_limited()
    {
        var guest = await Http.NewGuestAsync(UsersApi.NewEmail());
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Accepted, await RegisterAsync(guest).StatusAsync());
        Assert.Equal("too-many-attempts", await RegisterAsync(guest).ProblemAsync(HttpStatusCode.TooManyRequests));
    }

    private Task<HttpResponseMessage> RegisterAsync(Person guest, string password = UsersApi.Password)
        => Http.CallAsync(HttpMethod.Post, "/users/me/registration", new { password }, guest.Access);

    private async Task<HttpResponseMessage> VerifyAsync(Person guest)
    {
        var token = await service.MailedTokenAsync(VerificationRequested, guest.Id);
        return await Http.CallAsync(HttpMethod.Post, "/users/verify", new { token });
    }

    private Task<System.Text.Json.Nodes.JsonNode> MeAsync(string accessToken)
        => Http.GetAsync("/users/me", accessToken).ReadAsync(HttpStatusCode.OK);
}
