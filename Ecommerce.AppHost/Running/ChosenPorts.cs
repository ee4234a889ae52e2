using System.Globalization;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.AppHost.Running;

/// <summary>The ports that people open on this machine. They must differ, and be free before anything runs.</summary>
internal static class ChosenPorts
{
    private const string Section = "Ports", Addresses = "ASPNETCORE_URLS";

    /// <exception cref="StartException">A setting holds something else than a port; the message names it.</exception>
    public static void EnsureReadable(IConfiguration configuration)
    {
        foreach (var port in configuration.GetSection(Section).GetChildren())
            if (!int.TryParse(port.Value, CultureInfo.InvariantCulture, out var number) || number is < 0 or > 65535)
                throw new StartException($"{port.Path} is '{port.Value}': it must be a port, 1 to 65535, or 0 for any free one.");
        _ = DashboardPorts(configuration).ToList();
    }

    /// <exception cref="StartException">The first that is chosen twice or is taken, and what to do about it.</exception>
    public static void EnsureFree(IDistributedApplicationBuilder builder)
    {
        var settings = new Dictionary<int, string>();
        foreach (var (port, setting) in PortsOf(builder).Concat(DashboardPorts(builder.Configuration)).Where(chosen => chosen.Port > 0))
            if (!settings.TryAdd(port, setting))
                throw new StartException($"Port {port} is chosen twice: choose another with {settings[port]} or {setting}.");
        foreach (var (port, setting) in settings)
            Waiting.UntilFree(
                () => IsTaken(port), $"Port {port}", $"by another program. End that, or choose another port with {setting}.");
    }

    private static IEnumerable<(int Port, string Setting)> PortsOf(IDistributedApplicationBuilder builder)
        => from resource in builder.Resources
           from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
           where endpoint.Name == "http" && endpoint.Port is not null
           select (endpoint.Port!.Value, $"{Section}:{resource.Name}");

    private static IEnumerable<(int Port, string Setting)> DashboardPorts(IConfiguration configuration)
        => (configuration[Addresses] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? (uri.Port, $"{Addresses}, for the dashboard")
                : throw new StartException($"{Addresses} is '{address}': it must be an address such as http://localhost:15080."));

    private static bool IsTaken(int port)
        => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}
