using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class ServiceAccountTests(UserServiceFixture service)
{
    private HttpClient Http => service.Http;

    [Fact]
    public async Task A_service_gets_a_token_of_its_own_and_reads_an_account_with_it()
    {
        var id = await Http.RegisterAsync(UsersApi.NewEmail());
        var answer = await TokenAsync("mail", UserServiceFixture.ServiceSecret).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(300, answer["expiresIn"]!.GetValue<int>());
        Assert.Equal(id, (await Http.GetAsync($"/users/{id}", answer.Text("accessToken")).ReadAsync(HttpStatusCode.OK)).Text("id"));
    }

    [Fact]
    public async Task It_may_do_what_it_was_given_and_nothing_more()
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
    public async Task Without_the_secret_there_is_no_token(string name, string secret)
        => Assert.Equal("wrong-credentials", await TokenAsync(name, secret).ProblemAsync(HttpStatusCode.Unauthorized));

    [Fact]
    public async Task A_missing_member_is_named()
        => Assert.Equal(["secret"], await Http.CallAsync(HttpMethod.Post, "/service-tokens", new JsonObject { ["service"] = "mail" }).WrongFieldsAsync());

    [Theory]
    [InlineData("ServiceAccounts__mail__Secret", "short")]
    [InlineData("ServiceAccounts__mail__Permissions__0", "users:everything")]
    public async Task A_wrong_setting_of_an_account_stops_the_service(string setting, string value)
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
