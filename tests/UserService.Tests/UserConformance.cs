using Ecommerce.Conformance;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

public sealed class UserConformance(UserConformanceFixture fixture) : ServiceConformance<UserConformanceFixture>(fixture);

public sealed class UserConformanceFixture() : DatabaseConformanceFixture("user-service", "Ecommerce.UserService", "users")
{
    protected override string DescribedPath => "/users";

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>
    {
        ["JWT_EXPIRATION"] = "600",
        ["PASSWORD_HASH_ITERATIONS"] = "10000",
    };

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        ProtectedPath = "/users/me",
        JsonCall = new(HttpMethod.Post, "/users"),
        SignIn = async process => (await process.Client.NewSessionAsync()).Access,
    };
}
