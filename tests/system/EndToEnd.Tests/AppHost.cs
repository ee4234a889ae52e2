using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Xunit.Sdk;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>
/// The app host as <c>run.sh</c> starts it, with embedded servers unless <c>Infrastructure</c> says otherwise, on ports and data of its
/// own.
/// </summary>
internal sealed class AppHost : IAsyncDisposable
{
    /// <summary>Opens the dashboard's API, as header <c>x-api-key</c>.</summary>
    public const string DashboardKey = "dashboard-key-of-a-test-run";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly int[] ports = FreePorts(5);
    private ChildProcess process = null!;

    private AppHost()
    {
    }

    public Uri Gateway => At(ports[0]);

    public Uri Storefront => At(ports[1]);

    public Uri Dashboard => At(ports[2]);

    /// <summary>Where mail can be read.</summary>
    public Uri Inbox => At(ports[3]);

    public Uri BackOffice => At(ports[4]);

    /// <summary>Its mark in the environment of everything that it started.</summary>
    public string Mark { get; } = Guid.CreateVersion7().ToString("N");

    public IReadOnlyList<int> Ports => ports;

    public string Output => process.Output;

    public bool HasExited => process.HasExited;

    /// <summary>Starts it without waiting for anything.</summary>
    public static async Task<AppHost> LaunchAsync(string dataDirectory, params (string Name, string? Value)[] settings)
    {
        var appHost = new AppHost();
        var environment = appHost.Environment(dataDirectory);
        foreach (var (name, value) in settings)
            environment[name] = value;
        // In its own folder, as its settings are there.
        appHost.process = await ChildProcess.StartAsync(
            "env",
            [
                "--chdir", Repository.PathOf("Ecommerce.AppHost"), "dotnet",
                Repository.PathOf("artifacts", "bin", "Ecommerce.AppHost", "debug", "Ecommerce.AppHost.dll"),
            ],
            environment);
        return appHost;
    }

    /// <summary>Starts it and waits until its doors, which need everything else, are healthy.</summary>
    public static async Task<AppHost> StartAsync(string dataDirectory)
    {
        var appHost = await LaunchAsync(dataDirectory);
        try
        {
            await appHost.IsOpenAsync(Patience);
            return appHost;
        }
        catch (XunitException failure)
        {
            await appHost.DisposeAsync();
            throw new XunitException($"{failure.Message}\n{appHost.Output}", failure);
        }
    }

    /// <summary>Everything that carries its mark in the environment: what it started, and itself.</summary>
    public IReadOnlyList<int> Processes
        => [.. Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(int.Parse!).Where(Carries)];

    /// <summary>The processes that run a program, by its file name.</summary>
    public IReadOnlyList<int> ProcessesOf(string program)
        => [.. Processes.Where(
            id => Read(id, "cmdline").Split('\0').Any(argument => argument.EndsWith($"/{program}", StringComparison.Ordinal)))];

    /// <summary>Waits until the storefront, the back office and the gateway are healthy, and with them what they need.</summary>
    public Task IsOpenAsync(TimeSpan patience) => Eventually.Async(AreDoorsHealthyAsync, "the shop opens", patience);

    public Task<int> WaitForExitAsync() => process.WaitForExitAsync(Patience);

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await SignalAsync("TERM");
        await process.DisposeAsync();
    }

    private bool Carries(int id) => Read(id, "environ").Contains(Mark, StringComparison.Ordinal);

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to somebody else.
            return "";
        }
    }

    private async Task<bool> AreDoorsHealthyAsync()
        => process.HasExited
            ? throw new XunitException("The app host stopped.")
            : await IsHealthyAsync(Gateway) && await IsHealthyAsync(Storefront) && await IsHealthyAsync(BackOffice);

    private static async Task<bool> IsHealthyAsync(Uri service)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = service, Timeout = TimeSpan.FromSeconds(5) };
            using var answer = await http.GetAsync("/health");
            // Degraded is a gateway that misses a service.
            return answer.IsSuccessStatusCode && (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["status"] == "Healthy";
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private Dictionary<string, string?> Environment(string dataDirectory) => new(
        ShopSettings.Of(dataDirectory)
            .Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), (string?)setting.Value)))
    {
        ["ECOMMERCE_TEST_RUN"] = Mark,
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["Ports__gateway"] = Text(ports[0]),
        ["Ports__storefront"] = Text(ports[1]),
        ["Ports__back-office"] = Text(ports[4]),
        ["Ports__maildev"] = Text(ports[3]),
        ["ASPNETCORE_URLS"] = $"http://localhost:{ports[2]}",
        ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        ["ASPIRE_DASHBOARD_API_ENABLED"] = "true",
        ["AppHost__DashboardApiKey"] = DashboardKey,
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static Uri At(int port) => new($"http://localhost:{port}");

    // Taken all at once, so that they differ.
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var free = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return free;
    }
}
