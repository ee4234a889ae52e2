using System.Net;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class AccountAccessTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task Account_of_another_customer_returns_404_like_an_unknown_one()
    {
        var stranger = await Http.RegisterAsync(UsersApi.NewEmail());
        var caller = await Http.NewSessionAsync();

        Assert.Equal("not-found", await Http.GetAsync($"/users/{stranger}", caller.Access).ProblemAsync(HttpStatusCode.NotFound));
        Assert.Equal(
            "not-found", await Http.GetAsync($"/users/{Guid.CreateVersion7()}", caller.Access).ProblemAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Staff_with_users_read_can_read_any_account()
    {
        var id = await Http.RegisterAsync(UsersApi.NewEmail());
        var staff = await service.StaffAsync();

        Assert.Equal(id, (await Http.GetAsync($"/users/{id}", staff.Access).ReadAsync(HttpStatusCode.OK)).Text("id"));
        Assert.Equal(
            "not-found", await Http.GetAsync($"/users/{Guid.CreateVersion7()}", staff.Access).ProblemAsync(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/users/me")]
    [InlineData("/users/0190b6b5-0000-7000-8000-000000000000")]
    public async Task Anonymous_read_returns_401(string path)
        => Assert.Equal("unauthenticated", await Http.GetAsync(path).ProblemAsync(HttpStatusCode.Unauthorized));

    [Fact]
    public async Task Customer_listing_accounts_returns_403()
        => Assert.Equal(
            "forbidden", await Http.GetAsync("/users", (await Http.NewSessionAsync()).Access).ProblemAsync(HttpStatusCode.Forbidden));

    [Fact]
    public async Task Account_list_by_prefix_returns_each_match_once_newest_first()
    {
        var prefix = Guid.CreateVersion7().ToString("N");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Insert(0, await Http.RegisterAsync($"{prefix}-{i}@shop.example"));
        await Http.RegisterAsync($"x{prefix}@shop.example");
        var staff = await service.StaffAsync();

        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await Http.GetAsync(
                $"/users?email={prefix.ToUpperInvariant()}&limit=2&after={next}".Replace(
                    "&after=", next is null ? "" : "&after=", StringComparison.Ordinal),
                staff.Access)
                .ReadAsync(HttpStatusCode.OK);
            found.AddRange(page["items"]!.AsArray().Select(account => account!.Text("id")));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);

        Assert.Equal(ids, found);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=there", "after")]
    [InlineData("email=%00", "email")]
    public async Task Invalid_query_parameter_is_named_in_the_problem(string query, string field)
        => Assert.Equal([field], await Http.GetAsync($"/users?{query}", (await service.StaffAsync()).Access).WrongFieldsAsync());

    [Theory]
    [InlineData("email=%25")]
    [InlineData("email=_")]
    public async Task Wildcards_in_an_email_prefix_are_not_a_pattern(string query)
        => Assert.Empty(
            (await Http.GetAsync($"/users?{query}", (await service.StaffAsync()).Access).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray());
}
