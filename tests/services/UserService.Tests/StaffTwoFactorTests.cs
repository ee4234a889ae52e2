using System.Net;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class StaffTwoFactorTests(UserServiceFixture service) : IAsyncLifetime
{
    private ServiceProcess process = null!;

    private HttpClient Http => process.Client;

    public async ValueTask InitializeAsync() => process = await UserServiceFixture.StartAsync(
        new(service.Environment(await service.Postgres.CreateDatabaseAsync())) { ["StaffTwoFactor__Required"] = "true" });

    public ValueTask DisposeAsync() => process.DisposeAsync();

    [Fact]
    public async Task Staff_get_their_permissions_once_two_factor_sign_in_is_on_and_lose_them_with_it()
    {
        const string password = UserServiceFixture.DemoPassword;
        var tokens = await Http.LoginAsync("admin@ecommerce.example", password);
        Assert.True(new HandCheckedToken(tokens.Access).Claims["two_factor_required"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync("/users", tokens.Access).StatusAsync());

        var app = await Http.SetUpAsync(tokens.Access, password);
        await Http.ConfirmAsync(tokens.Access, app.Now);
        tokens = await Http.RefreshAsync(tokens.Refresh);

        Assert.Null(new HandCheckedToken(tokens.Access).Claims["two_factor_required"]);
        Assert.Equal(HttpStatusCode.OK, await Http.GetAsync("/users", tokens.Access).StatusAsync());

        await Http.CallAsync(HttpMethod.Delete, "/users/me/two-factor", new { password, code = app.Next }, tokens.Access).StatusAsync();
        await Eventually.Async(
            async () => await Http.GetAsync("/users", tokens.Access).StatusAsync() == HttpStatusCode.Unauthorized, "the token is refused",
            TimeSpan.FromSeconds(6));
        tokens = await Http.RefreshAsync(tokens.Refresh);
        Assert.Equal(HttpStatusCode.Forbidden, await Http.GetAsync("/users", tokens.Access).StatusAsync());
    }

    [Fact]
    public async Task Customers_sign_in_as_ever()
    {
        var tokens = await Http.LoginAsync("customer@ecommerce.example", UserServiceFixture.DemoPassword);
        Assert.Null(new HandCheckedToken(tokens.Access).Claims["two_factor_required"]);
    }
}
