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
    [InlineData("Ports__storefront", "8080", "Port 8080 is chosen twice: choose another with Ports:gateway or Ports:storefront.",
        "Ports__gateway", "8080")]
    [InlineData("ASPNETCORE_URLS", "http://localhost:8080",
        "Port 8080 is chosen twice: choose another with Ports:gateway or ASPNETCORE_URLS, for the dashboard.", "Ports__gateway", "8080")]
    [InlineData("ASPNETCORE_URLS", "http://localhost:foo",
        "ASPNETCORE_URLS is 'http://localhost:foo': it must be an address such as http://localhost:15080.")]
    [InlineData("CatalogStore", "Oracle", "CatalogStore is 'Oracle': it must be MongoDB or PostgreSQL.")]
    [InlineData("ReviewStore", "MongoDB", "The embedded infrastructure has no MongoDB: name a replica set with ConnectionStrings:mongo, "
        + "or choose PostgreSQL or --Infrastructure=Containers.")]
    [InlineData("DataDirectory", "/proc/nothing", "Nothing can be written into /proc/nothing: ")]
    public async Task Invalid_setting_is_named_in_one_line(
        string setting, string value, string line, string other = "OTHER", string? its = null)
    {
        await using var appHost = await AppHost.LaunchAsync(folder.FullName, (setting, value), (other, its));

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.StartsWith(line, Assert.Single(appHost.Output.Split('\n')), StringComparison.Ordinal);
        Assert.Empty(appHost.Processes);
    }

    [Fact]
    public async Task Missing_program_is_named()
        => await IsNamedAsync(
            "Embedded", "The command redis-server is missing: install redis-server, or choose --Infrastructure=Containers.");

    [Fact]
    public async Task Missing_container_runtime_is_named()
        => await IsNamedAsync(
            "Containers", "There is no container runtime: install Docker or Podman, or choose --Infrastructure=Embedded.");

    [Theory]
    [InlineData("docker")]
    [InlineData("podman")]
    public async Task Container_runtime_without_its_engine_is_named(string client)
    {
        await WriteProgramAsync(client, "#!/bin/sh\necho 'Cannot connect to the engine.' >&2\nexit 1\n");

        await IsNamedAsync(
            "Containers",
            $"The engine of {client} does not answer ('{client} info' fails): start it, or choose --Infrastructure=Embedded.");
    }

    [Fact]
    public async Task Data_that_another_app_host_works_with_are_left_alone()
    {
        await using var other = await AppHost.LaunchAsync(folder.FullName);
        await Eventually.Async(
            () => File.Exists(Path.Combine(folder.FullName, ".lock")), "the first has the folder", TimeSpan.FromSeconds(60));

        await using var appHost = await AppHost.LaunchAsync(folder.FullName);

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.Equal(
            $"The data folder {folder.FullName} is in use by another app host. End that, or choose another folder with DataDirectory.",
            appHost.Output.Split('\n')[^1]);
        Assert.Empty(appHost.Processes);
        Assert.False(other.HasExited);
    }

    [Fact]
    public async Task Port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var appHost = await AppHost.LaunchAsync(folder.FullName, ("Ports__gateway", $"{port}"));

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.Contains(
            $"Port {port} is in use by another program. End that, or choose another port with Ports:gateway.", appHost.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_fails_to_start_ends_the_app_host_with_its_last_lines()
    {
        await WriteProgramAsync("redis-server", "#!/bin/sh\necho 'Memory is full.'\nexit 3\n");

        await using var appHost = await AppHost.LaunchAsync(
            folder.FullName, ("PATH", $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}"), ("EndWhenStartFails", "true"));

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.Contains("did not start: it ended with exit code 3.", appHost.Output, StringComparison.Ordinal);
        Assert.Contains("Memory is full.", appHost.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
        await NothingIsLeftAsync(appHost);
    }

    [Fact]
    public async Task Interrupted_start_leaves_no_process_and_no_stack_trace()
    {
        await using var appHost = await AppHost.LaunchAsync(folder.FullName);
        await Eventually.Async(
            () => appHost.ProcessesOf("Ecommerce.UserService").Count > 0, "services are being started", TimeSpan.FromSeconds(60));

        await appHost.SignalAsync("TERM");

        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
        await NothingIsLeftAsync(appHost);
    }

    /// <summary>The orchestrator, which watches the app host, ends a moment after it; what it ran has ended before.</summary>
    private static async Task NothingIsLeftAsync(AppHost appHost)
    {
        var orchestrator = appHost.ProcessesOf("dcp");
        Assert.Empty(appHost.Processes.Except(orchestrator));
        await Eventually.Async(() => appHost.Processes.Count == 0, "the orchestrator ends", TimeSpan.FromSeconds(60));
    }

    /// <summary>Where the PATH has nothing but what is in the folder.</summary>
    private async Task IsNamedAsync(string infrastructure, string line)
    {
        foreach (var needed in new[] { "env", "dotnet" })
            File.CreateSymbolicLink(Path.Combine(folder.FullName, needed), FindOnPath(needed));

        await using var appHost = await AppHost.LaunchAsync(
            folder.FullName, ("PATH", folder.FullName), ("Infrastructure", infrastructure));

        Assert.Equal(1, await appHost.WaitForExitAsync());
        Assert.Equal(line, appHost.Output);
        Assert.Empty(appHost.Processes);
    }

    private async Task WriteProgramAsync(string name, string script)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static string FindOnPath(string command)
        => Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(directory => Path.Combine(directory, command)).First(File.Exists);

    public void Dispose() => folder.Delete(recursive: true);
}
