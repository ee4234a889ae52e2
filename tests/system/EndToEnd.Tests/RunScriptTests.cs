using System.Runtime.Versioning;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>What <c>run.sh</c> refuses before it sets up or builds anything, in a folder that has nothing to start.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RunScriptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ecommerce-run-");

    public RunScriptTests()
    {
        folder.CreateSubdirectory("eng");
        foreach (var script in (string[])["run.sh", "eng/setup.sh"])
            File.Copy(Repository.PathOf(script), Path.Combine(folder.FullName, script));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("DASHBOARD_PORT", "foo")]
    [InlineData("GATEWAY_PORT", "70000")]
    [InlineData("STOREFRONT_PORT", "-1")]
    [InlineData("BACK_OFFICE_PORT", "http")]
    [InlineData("MAIL_PORT", "1080 1081")]
    public async Task A_variable_that_holds_no_port_is_named(string variable, string value)
        => await IsRefusedAsync($"{variable} is '{value}': it must be a port, 1 to 65535, or 0 for any free one.", [], (variable, value));

    [Fact]
    public async Task Two_variables_that_tell_one_port_differently_are_named()
        => await IsRefusedAsync(
            "GATEWAY_PORT is 9000 and Ports__gateway is 9001: set one of them.", [], ("GATEWAY_PORT", "9000"), ("Ports__gateway", "9001"));

    [Fact]
    public async Task Data_in_use_are_not_reset()
    {
        var kept = Path.Combine(folder.CreateSubdirectory(".data").FullName, ".lock");
        await using var held = new FileStream(kept, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        await IsRefusedAsync(".data is in use by an app host: end that first.", ["--reset"]);

        Assert.True(File.Exists(kept));
    }

    private async Task IsRefusedAsync(string line, string[] arguments, params (string Name, string Value)[] variables)
    {
        await using var run = await ChildProcess.StartAsync(
            "bash", [Path.Combine(folder.FullName, "run.sh"), .. arguments],
            variables.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value)));

        Assert.Equal(1, await run.WaitForExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(line, run.Output);
    }
}
