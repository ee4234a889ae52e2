using System.Net;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class AccountAccessTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task A_strangers_account_is_not_found_just_like_an_unknown_one()
    {
        var stranger = await Http.RegisterAsync(UsersApi.NewEmail());
        var caller = await Http.NewSessionAsync();

        Assert.Equal("not-found", await Http.GetAsync($"/users/{stranger}", caller.Access).ProblemAsync(HttpStatusCode.NotFound));
        Assert.Equal("not-found", await Http.GetAsync($"/users/{Guid.CreateVersion7()}", caller.Access).ProblemAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Staff_who_may_read_users_see_any_account()
    {
        var id = await Http.RegisterAsync(UsersApi.NewEmail());
        var staff = await service.StaffAsync();

        Assert.Equal(id, (await Http.GetAsync($"/users/{id}", staff.Access).ReadAsync(HttpStatusCode.OK)).Text("id"));
        Assert.Equal("not-found", await Http.GetAsync($"/users/{Guid.CreateVersion7()}", staff.Access).ProblemAsync(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/users/me")]
    [InlineData("/users/0190b6b5-0000-7000-8000-000000000000")]
    public async Task Without_a_token_nothing_is_shown(string path)
        => Assert.Equal("unauthenticated", await Http.GetAsync(path).ProblemAsync(HttpStatusCode.Unauthorized));

    [Fact]
    public async Task A_customer_may_not_list_accounts()
        => Assert.Equal("forbidden", await Http.GetAsync("/users", (await Http.NewSessionAsync()).Access).ProblemAsync(HttpStatusCode.Forbidden));

    [Fact]
    public async Task A_list_by_prefix_pages_through_each_match_once_newest_first()
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
            var page = await Http.GetAsync($"/users?email={prefix.ToUpperInvariant()}&limit=2&after={next}".Replace("&after=", next is null ? "" : "&after=", StringComparison.Ordinal), staff.Access)
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
    public async Task A_wrong_parameter_is_named(string query, string field)
        => Assert.Equal([field], await Http.GetAsync($"/users?{query}", (await service.StaffAsync()).Access).WrongFieldsAsync());

    [Theory]
    [InlineData("email=%25")]
    [InlineData("email=_")]
    public async Task A_prefix_is_text_not_a_pattern(string query)
        => Assert.Empty((await Http.GetAsync($"/users?{query}", (await service.StaffAsync()).Access).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray());
}
