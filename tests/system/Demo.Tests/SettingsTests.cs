using Ecommerce.Testing;

namespace Ecommerce.Demo.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Shoppers__Rate", "fast", "Shoppers:Rate")]
    [InlineData("Shoppers__Rate", "50.5", "Shoppers:Rate")]
    [InlineData("Shoppers__Rate", "-1", "Shoppers:Rate")]
    [InlineData("Shoppers__Rate", "1e-9", "Shoppers:Rate")]
    [InlineData("Shoppers__Rate", "NaN", "Shoppers:Rate")]
    [InlineData("Shoppers__Gateway", "the gateway", "Shoppers:Gateway")]
    [InlineData("Shoppers__Gateway", "http://", "Shoppers:Gateway")]
    [InlineData("Shoppers__Gateway", "ftp://localhost", "Shoppers:Gateway")]
    [InlineData("services__gateway__http__0", "the gateway", "services:gateway:http:0")]
    [InlineData("Authentication__Authority", "user-service", "Authentication:Authority")]
    public Task Shoppers_with_an_invalid_setting_end_and_name_it(string setting, string value, string named)
        => IsNamedAsync("Shoppers", setting, value, named);

    [Theory]
    [InlineData("Invariants__Interval", "often", "Invariants:Interval")]
    [InlineData("ConnectionStrings__users", "", "ConnectionStrings:users")]
    public Task Invariants_with_an_invalid_setting_end_and_name_it(string setting, string value, string named)
        => IsNamedAsync("Invariants", setting, value, named);

    [Theory]
    [InlineData("ConnectionStrings__users", "a secret", "ConnectionStrings:users")]
    [InlineData("ConnectionStrings__orders", "Database=a secret", "ConnectionStrings:orders")]
    [InlineData("ConnectionStrings__catalog", "mongodb://a secret@", "ConnectionStrings:catalog")]
    [InlineData("ConnectionStrings__redis", "localhost:1,a secret=1", "ConnectionStrings:redis")]
    [InlineData("ConnectionStrings__redis", "password=a secret", "ConnectionStrings:redis")]
    [InlineData("services__shoppers__http__0", "a secret", "services:shoppers:http:0")]
    [InlineData("services__order-service__http__0", "a secret", "services:order-service:http:0")]
    public async Task Invariants_end_with_a_line_that_names_an_unreadable_connection_string_and_not_what_it_holds(
        string setting, string value, string named)
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings__redis"] = "localhost:1" };
        foreach (var database in (string[])["users", "catalog", "orders", "payments", "search", "analytics", "reviews", "notifications"])
            settings[$"ConnectionStrings__{database}"] = "Host=localhost";
        settings[setting] = value;

        var line = await IsNamedAsync("Invariants", settings, named);

        if (setting.StartsWith("ConnectionStrings", StringComparison.Ordinal))
            Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    private static Task<string> IsNamedAsync(string program, string setting, string value, string named)
        => IsNamedAsync(program, new Dictionary<string, string> { [setting] = value }, named);

    private static async Task<string> IsNamedAsync(string program, Dictionary<string, string> settings, string named)
    {
        var (exitCode, output) = await ServiceProcess.RunToEndAsync(program, settings);

        Assert.Equal(1, exitCode);
        var line = Assert.Single(output.Split('\n'), line => line.Length > 0);
        Assert.Contains(named, line, StringComparison.Ordinal);
        return line;
    }
}
