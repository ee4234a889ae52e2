using Ecommerce.Testing;

namespace Ecommerce.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class SettingsTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("services__cart-service__http__0", "")]
    [InlineData("services__cart-service__http__0", "cart-service")]
    [InlineData("RateLimit__PermitsPerMinute", "0")]
    [InlineData("Cors__Origins__0", "*")]
    [InlineData("Authentication__Issuer", "")]
    public async Task Invalid_setting_fails_the_start_and_is_named(string name, string value)
    {
        var environment = gateway.Environment();
        environment[name] = value;

        var (exitCode, output) = await ServiceProcess.RunToEndAsync("Ecommerce.Gateway", environment);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(name.Replace("__0", "", StringComparison.Ordinal).Replace("__", ":", StringComparison.Ordinal),
            output.Replace("__", ":", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
