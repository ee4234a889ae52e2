using Ecommerce.Testing;

namespace Ecommerce.Demo.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Shoppers__Rate", "fast", "Shoppers:Rate")]
    [InlineData("Shoppers__Rate", "50.5", "Shoppers:Rate")]
    [InlineData("Shoppers__Rate", "-1", "Shoppers:Rate")]
    [InlineData("Shoppers__Gateway", "the gateway", "Shoppers:Gateway")]
    public Task Shoppers_end_with_a_line_that_names_a_wrong_setting(string setting, string value, string named) => IsNamedAsync("Shoppers", setting, value, named);

    [Theory]
    [InlineData("Invariants__Interval", "often", "Invariants:Interval")]
    [InlineData("ConnectionStrings__users", "", "ConnectionStrings:users")]
    public Task Invariants_end_with_a_line_that_names_a_wrong_setting(string setting, string value, string named) => IsNamedAsync("Invariants", setting, value, named);

    private static async Task IsNamedAsync(string program, string setting, string value, string named)
    {
        var (exitCode, output) = await ServiceProcess.RunToEndAsync(program, new Dictionary<string, string> { [setting] = value });

        Assert.Equal(1, exitCode);
        Assert.Contains(named, Assert.Single(output.Split('\n'), line => line.Length > 0), StringComparison.Ordinal);
    }
}
