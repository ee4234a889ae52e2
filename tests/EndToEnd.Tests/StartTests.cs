using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>A start that cannot succeed: what the console says of it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ecommerce-shop-");

    [Theory]
    [InlineData("Infrastructure", "Cloud", "Infrastructure is 'Cloud': it must be Auto, Containers or Embedded.")]
    [InlineData("Infrastructure", "2", "Infrastructure is '2': it must be Auto, Containers or Embedded.")]
    [InlineData("Ports__gateway", "70000", "Ports:gateway is '70000': it must be a port, 1 to 65535, or 0 for any free one.")]
    [InlineData("CatalogStore", "Oracle", "CatalogStore is 'Oracle': it must be MongoDB or PostgreSQL.")]
    [InlineData("ReviewStore", "MongoDB", "The embedded infrastructure has no MongoDB: name a replica set with ConnectionStrings:mongo, or choose PostgreSQL or --Infrastructure=Containers.")]
    [InlineData("DataDirectory", "/proc/nothing", "Nothing can be written into /proc/nothing: ")]
    public async Task A_wrong_setting_is_named_in_one_line(string setting, string value, string line)
    {
        await using var appHost = await AppHost.LaunchAsync(folder.FullName, (setting, value));

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.StartsWith(line, Assert.Single(appHost.Output.Split('\n')), StringComparison.Ordinal);
        Assert.Empty(appHost.Processes);
    }

    [Fact]
    public async Task A_missing_program_is_named()
    {
        foreach (var needed in new[] { "env", "dotnet" })
            File.CreateSymbolicLink(Path.Combine(folder.FullName, needed), FindOnPath(needed));

        await using var appHost = await AppHost.LaunchAsync(folder.FullName, ("PATH", folder.FullName));

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.Equal("The command redis-server is missing: install redis-server, or choose --Infrastructure=Containers.", appHost.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var appHost = await AppHost.LaunchAsync(folder.FullName, ("Ports__gateway", $"{port}"));

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.Contains($"Port {port} is in use by another program. End that, or choose another port with Ports:gateway.", appHost.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_start_ends_the_start_with_its_last_lines()
    {
        var broken = Path.Combine(folder.FullName, "redis-server");
        await File.WriteAllTextAsync(broken, "#!/bin/sh\necho 'Memory is full.'\nexit 3\n");
        File.SetUnixFileMode(broken, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await using var appHost = await AppHost.LaunchAsync(
            folder.FullName, ("PATH", $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}"), ("EndWhenStartFails", "true"));

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.Contains("did not start: it ended with exit code 3.", appHost.Output, StringComparison.Ordinal);
        Assert.Contains("Memory is full.", appHost.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
        await Eventually.Async(() => appHost.Processes.Count == 0, "nothing is left running", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_start_that_is_broken_off_leaves_nothing_and_no_stack_trace()
    {
        await using var appHost = await AppHost.LaunchAsync(folder.FullName);
        await Eventually.Async(() => appHost.ProcessesOf("Ecommerce.UserService").Count > 0, "services are being started", TimeSpan.FromSeconds(60));

        await appHost.SignalAsync("TERM");

        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
        await Eventually.Async(() => appHost.Processes.Count == 0, "nothing is left running", TimeSpan.FromSeconds(60));
    }

    private static string FindOnPath(string command)
        => Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(directory => Path.Combine(directory, command)).First(File.Exists);

    public void Dispose() => folder.Delete(recursive: true);
}
