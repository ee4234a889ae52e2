using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>How a service ends.</summary>
public sealed class RunTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    [Fact]
    public async Task Wrong_settings_are_named_in_a_line_each_and_the_exit_code_is_1()
    {
        var settings = edge.Settings;
        (settings["Sample__Greeting"], settings["Authentication__Authority"]) = ("", "user-service");

        var (exitCode, output) = await ServiceProcess.RunToEndAsync("SampleService", settings);

        Assert.Equal(1, exitCode);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("Setting Sample:Greeting: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Setting Authentication:Authority: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failed_background_work_ends_the_service_with_exit_code_1()
    {
        var settings = edge.Settings;
        settings["Sample__WorkFails"] = "true";

        var (exitCode, output) = await ServiceProcess.RunToEndAsync("SampleService", settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("The work fails.", output, StringComparison.Ordinal);
    }
}
