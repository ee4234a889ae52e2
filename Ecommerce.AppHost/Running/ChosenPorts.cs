using System.Net.NetworkInformation;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.AppHost.Running;

/// <summary>The ports that somebody chose for the shop: they must be free before anything runs.</summary>
internal static class ChosenPorts
{
    // A shop that was just ended, or killed, needs a moment to let go of its ports.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="StartException">The first that is no port or is taken, and what to do about it.</exception>
    public static void Ensure(ConfigurationManager configuration)
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
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new StartException($"Port {port} is in use by another program. End that, or choose another port with {setting}.");
            if (!told)
                Console.WriteLine($"Port {port} is in use; waiting up to {Patience.TotalSeconds:0} s for it.");
            Thread.Sleep(Pause);
        }
    }

    private static bool IsTaken(int port)
        => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}
