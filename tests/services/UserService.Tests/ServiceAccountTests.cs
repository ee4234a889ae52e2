using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class ServiceAccountTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task Service_token_can_read_an_account()
    {
        var id = await Http.RegisterAsync(UsersApi.NewEmail());
        var answer = await TokenAsync("mail", UserServiceFixture.ServiceSecret).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(300, answer["expiresIn"]!.GetValue<int>());
        Assert.Equal(id, (await Http.GetAsync($"/users/{id}", answer.Text("accessToken")).ReadAsync(HttpStatusCode.OK)).Text("id"));
    }

    [Fact]
    public async Task Service_token_has_only_the_configured_permissions()
    {
        var person = await Http.NewPersonAsync();
        var token = (await TokenAsync("mail", UserServiceFixture.ServiceSecret).ReadAsync(HttpStatusCode.OK)).Text("accessToken");

        Assert.Equal(
            HttpStatusCode.Forbidden,
            await Http.CallAsync(HttpMethod.Post, $"/users/{person.Id}/disable", accessToken: token).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await Http.GetAsync("/users/me", token).StatusAsync());
    }

    [Theory]
    [InlineData("mail", "not its secret at all")]
    [InlineData("mail", "")]
    [InlineData("nobody", UserServiceFixture.ServiceSecret)]
    [InlineData("", "")]
    public async Task Wrong_service_secret_returns_401(string name, string secret)
        => Assert.Equal("wrong-credentials", await TokenAsync(name, secret).ProblemAsync(HttpStatusCode.Unauthorized));

    [Fact]
    public async Task Missing_member_returns_400_with_its_name()
        => Assert.Equal(
            ["secret"],
            await Http.CallAsync(HttpMethod.Post, "/service-tokens", new JsonObject { ["service"] = "mail" }).WrongFieldsAsync());

    [Theory]
    [InlineData("ServiceAccounts__mail__Secret", "short")]
    [InlineData("ServiceAccounts__mail__Permissions__0", "users:everything")]
    public async Task Invalid_service_account_setting_stops_the_start(string setting, string value)
    {
        var settings = service.Environment(service.ConnectionString);
        settings[setting] = value;
        var (exitCode, output) = await Testing.ServiceProcess.RunToEndAsync("Ecommerce.UserService", settings);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("ServiceAccounts:mail:", output, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> TokenAsync(string name, string secret)
        => Http.CallAsync(HttpMethod.Post, "/service-tokens", new { service = name, secret });
}
