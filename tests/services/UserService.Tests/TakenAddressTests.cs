using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

/// <summary>A change of address does not tell whose addresses have an account.</summary>
[Collection(UserServiceCollection.Name)]
public sealed class TakenAddressTests(UserServiceFixture service)
{
    private const string Taken = "customer@ecommerce.example";
    private const string Repeated = "registration-repeated.v1";
    private const string Requested = "email-verification-requested.v1";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task After_the_first_taken_address_all_get_the_same_answer()
    {
        const string network = "203.0.113.90";
        await TakeAsync(network);

        var free = await TraceAsync(await Http.NewPersonAsync(), UsersApi.NewEmail(), network);
        var taken = await TraceAsync(await Http.NewPersonAsync(), (await Http.NewPersonAsync()).Email, network);

        Assert.Equal(free, taken);
    }

    [Fact]
    public async Task Owner_of_a_taken_address_is_told_by_mail_and_gets_no_link()
    {
        const string network = "203.0.113.91";
        var (owner, stranger) = (await Http.NewPersonAsync(), await Http.NewPersonAsync());
        await TakeAsync(network);

        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(stranger, owner.Email, network).StatusAsync());
        Assert.Single(await service.EventsAsync(Repeated, owner.Id));
        var again = Http.CallAsync(HttpMethod.Post, "/users/me/verification", accessToken: stranger.Access, from: network);
        Assert.Equal(HttpStatusCode.Accepted, await again.StatusAsync());

        Assert.Single(await service.EventsAsync(Requested, stranger.Id));
        await Http.LoginAsync(owner.Email);
        await Http.LoginAsync(stranger.Email);
    }

    [Fact]
    public async Task Owner_gets_no_more_than_five_mails_an_hour()
    {
        var owner = await Http.NewPersonAsync();
        for (var i = 0; i < 8; i++)
        {
            await TakeAsync($"198.51.100.{100 + i}");
            await ChangeAsync(await Http.NewPersonAsync(), owner.Email, $"198.51.100.{100 + i}").ReadAsync(HttpStatusCode.OK);
        }

        Assert.Equal(5, (await service.EventsAsync(Repeated, owner.Id)).Count);
    }

    [Fact]
    public async Task One_account_is_told_once_from_all_networks()
    {
        var (owner, stranger) = (await Http.NewPersonAsync(), await Http.NewPersonAsync());

        Assert.Equal("email-taken", await ChangeAsync(stranger, owner.Email, "203.0.113.92").ProblemAsync(HttpStatusCode.Conflict));

        var changed = await ChangeAsync(stranger, owner.Email, "203.0.113.93").ReadAsync(HttpStatusCode.OK);
        Assert.Equal(owner.Email, changed.Text("pendingEmail"));
    }

    [Fact]
    public async Task Registrations_and_changes_are_told_once_together_and_delay_their_network()
    {
        const string network = "203.0.113.94";
        var stranger = await Http.NewPersonAsync();
        Assert.Equal("email-taken", await ChangeAsync(stranger, Taken, network).ProblemAsync(HttpStatusCode.Conflict));
        for (var i = 0; i < 9; i++)
            Assert.Equal(HttpStatusCode.Created, await Http.RegisterAsync(Taken, network).StatusAsync());

        using var refused = await ChangeAsync(stranger, UsersApi.NewEmail(), network);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 35);
        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(stranger, UsersApi.NewEmail(), "203.0.113.95").StatusAsync());
    }

    [Fact]
    public async Task Parallel_taken_addresses_tell_one()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Http.NewPersonAsync()));

        var answers = await Task.WhenAll(people.Select(person => ChangeAsync(person, Taken, "203.0.113.96").StatusAsync()));

        Assert.Single(answers, HttpStatusCode.Conflict);
        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.OK));
    }

    /// <summary>The network has its one answer that an address is taken.</summary>
    private async Task TakeAsync(string network)
        => Assert.Equal(HttpStatusCode.Conflict, await Http.RegisterAsync(Taken, network).StatusAsync());

    private Task<HttpResponseMessage> ChangeAsync(Person person, string email, string network)
        => Http.CallAsync(HttpMethod.Patch, "/users/me", new { email, password = UsersApi.Password }, person.Access, network);

    /// <summary>All that a caller can see of a change, without what differs from one account to the next.</summary>
    private async Task<string> TraceAsync(Person person, string email, string network)
    {
        using var response = await ChangeAsync(person, email, network);
        var headers = response.Headers.Concat(response.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal);
        var mails = await service.EventsAsync("email-change-requested.v1", person.Id);
        return string.Join(
            '\n', response.StatusCode, string.Join(' ', headers), Masked(person, email, await response.ReadAsync()),
            Masked(person, email, await Http.GetAsync("/users/me", person.Access).ReadAsync(HttpStatusCode.OK)),
            string.Join(' ', (await service.AuditAsync(person.Id)).Order(StringComparer.Ordinal)), mails.Count);
    }

    private static string Masked(Person person, string email, JsonNode account)
    {
        Assert.Equal(email, account.Text("pendingEmail"));
        Assert.Equal($"{person.Id}", account.Text("id"));
        foreach (var member in new[] { "id", "email", "pendingEmail", "createdAt" })
            account[member] = "";
        return account.ToJsonString();
    }
}
