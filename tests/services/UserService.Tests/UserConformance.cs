using System.Net;
using Ecommerce.Conformance;
using Ecommerce.Testing;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

public sealed class UserConformance(UserConformanceFixture fixture) : ServiceConformance<UserConformanceFixture>(fixture);

public sealed class UserConformanceFixture() : DatabaseConformanceFixture("user-service", "Ecommerce.UserService", "users")
{
    protected override string DescribedPath => "/users";

    protected override ProtectedCall Protected => new("/users/me");

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>
    {
        ["JWT_EXPIRATION"] = "600",
        ["PASSWORD_HASH_ITERATIONS"] = "10000",
        // The requests of the suite take a while.
        ["Reauthentication__MaxAge"] = "01:00:00",
        ["DEMO_DATA"] = "true",
        ["DEMO_PASSWORD"] = UserServiceFixture.DemoPassword,
        ["ServiceAccounts__reader__Secret"] = UserServiceFixture.ServiceSecret,
        ["ServiceAccounts__reader__Permissions__0"] = "events:read",
    };

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        JsonCall = new(HttpMethod.Post, "/users"),
        SignIn = (process, permissions) => permissions switch
        {
            [] => LoginAsync(process, "customer"),
            ["events:read"] => IssueServiceTokenAsync(process),
            _ => LoginAsync(process, "admin"),
        },
    };

    private static async Task<string> LoginAsync(ServiceProcess process, string person)
        => (await process.Client.LoginAsync($"{person}@ecommerce.example", UserServiceFixture.DemoPassword)).Access;

    private static async Task<string> IssueServiceTokenAsync(ServiceProcess process)
    {
        var answer = process.Client.CallAsync(
            HttpMethod.Post, "/service-tokens", new { service = "reader", secret = UserServiceFixture.ServiceSecret });
        return (await answer.ReadAsync(HttpStatusCode.OK)).Text("accessToken");
    }
}
