using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

/// <summary>A registration does not tell whose addresses have an account.</summary>
[Collection(UserServiceCollection.Name)]
public sealed partial class RepeatedRegistrationTests(UserServiceFixture service)
{
    private const string Repeated = "registration-repeated.v1";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task After_the_first_taken_address_all_get_the_same_answer()
    {
        const string network = "203.0.113.70";
        await TakeAsync(network);

        var free = await AnswerAsync(UsersApi.NewEmail(), network);
        var taken = await AnswerAsync((await Http.NewPersonAsync()).Email, network);

        Assert.Equal(HttpStatusCode.Created, free.Status);
        Assert.Equal(free, taken);
    }

    [Fact]
    public async Task Owner_of_a_taken_address_is_told_by_mail_and_keeps_the_account()
    {
        const string network = "203.0.113.71";
        var person = await Http.NewPersonAsync();
        await TakeAsync(network);
        Assert.Empty(await service.EventsAsync(Repeated, person.Id));

        var body = new { email = person.Email, password = "another horse 8", name = "Eve" };
        await Http.CallAsync(HttpMethod.Post, "/users", body, from: network).StatusAsync();

        Assert.Single(await service.EventsAsync(Repeated, person.Id));
        Assert.Contains("registration-repeated", await service.AuditAsync(person.Id));
        await Http.TryLoginAsync(person.Email, "another horse 8").ReadAsync(HttpStatusCode.Unauthorized);
        await Http.LoginAsync(person.Email);
        Assert.Equal("Ada", (await Http.GetAsync("/users/me", person.Access).ReadAsync(HttpStatusCode.OK)).Text("name"));
    }

    [Fact]
    public async Task Owner_gets_no_more_than_five_mails_an_hour()
    {
        var person = await Http.NewPersonAsync();
        for (var i = 0; i < 8; i++)
        {
            await TakeAsync($"198.51.100.{i}");
            await Http.RegisterAsync(person.Email, $"198.51.100.{i}").StatusAsync();
        }

        Assert.Equal(5, (await service.EventsAsync(Repeated, person.Id)).Count);
    }

    [Fact]
    public async Task Free_address_signs_in_at_once_after_taken_ones()
    {
        const string network = "203.0.113.72";
        await TakeAsync(network);
        var email = UsersApi.NewEmail();

        Assert.Equal(HttpStatusCode.Created, await Http.RegisterAsync(email, network).StatusAsync());

        await Http.LoginAsync(email);
    }

    [Fact]
    public async Task Forty_taken_addresses_in_a_row_tell_one_and_then_delay_the_network()
    {
        const string network = "203.0.113.73";
        var person = await Http.NewPersonAsync();
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 40; i++)
            answers.Add(await Http.RegisterAsync(person.Email, network).StatusAsync());

        Assert.Equal(HttpStatusCode.Conflict, answers[0]);
        Assert.All(answers[1..10], status => Assert.Equal(HttpStatusCode.Created, status));
        Assert.All(answers[10..], status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        using var free = await Http.RegisterAsync(UsersApi.NewEmail(), network);
        Assert.Equal(HttpStatusCode.TooManyRequests, free.StatusCode);
        Assert.InRange(free.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 35);
        Assert.Equal(HttpStatusCode.Created, await Http.RegisterAsync(UsersApi.NewEmail(), "203.0.113.74").StatusAsync());
    }

    [Fact]
    public async Task Parallel_taken_addresses_tell_one()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Http.NewPersonAsync()));

        var answers = await Task.WhenAll(people.Select(person => Http.RegisterAsync(person.Email, "203.0.113.75").StatusAsync()));

        Assert.Single(answers, HttpStatusCode.Conflict);
        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.Created));
    }

    [Fact]
    public async Task Free_addresses_are_not_counted()
    {
        const string network = "203.0.113.76";
        for (var i = 0; i < 12; i++)
            Assert.Equal(HttpStatusCode.Created, await Http.RegisterAsync(UsersApi.NewEmail(), network).StatusAsync());
    }

    /// <summary>The network has its one answer that an address is taken.</summary>
    private async Task TakeAsync(string network)
        => Assert.Equal(HttpStatusCode.Conflict, await Http.RegisterAsync("customer@ecommerce.example", network).StatusAsync());

    /// <summary>An answer without what differs from one account to the next.</summary>
    private async Task<(HttpStatusCode Status, string Headers, string Body)> AnswerAsync(string email, string network)
    {
        using var response = await Http.RegisterAsync(email, network);
        var body = await response.ReadAsync();
        Assert.Equal(email, body.Text("email"));
        Assert.Equal($"/users/{body.Text("id")}", response.Headers.Location?.ToString());
        Assert.Matches(Instant(), body.Text("createdAt"));
        foreach (var member in new[] { "id", "email", "createdAt" })
            body[member] = "";
        var headers = response.Headers.Concat(response.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal);
        return (response.StatusCode, string.Join(' ', headers), body.ToJsonString());
    }

    // A database keeps six digits of a second.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instant();
}
