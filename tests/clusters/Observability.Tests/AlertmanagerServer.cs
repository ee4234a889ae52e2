using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>An Alertmanager of its own, with the shop's inhibitions, and nobody to tell.</summary>
public sealed class AlertmanagerServer : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly int port = Ports.Free();
    private ChildProcess? process;

    public HttpClient Client { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        if (Programs.Missing(Programs.Alertmanager) is not null)
            return;
        using var shop = new Alertmanager();
        var settings = Path.Combine(folder.Path, "alertmanager.json");
        await File.WriteAllTextAsync(settings, new JsonObject
        {
            ["route"] = new JsonObject { ["receiver"] = "nobody", ["group_wait"] = "0s" },
            ["receivers"] = new JsonArray(new JsonObject { ["name"] = "nobody" }),
            ["inhibit_rules"] = shop.Settings["inhibit_rules"]!.DeepClone(),
        }.ToJsonString());
        process = await ChildProcess.StartAsync(
            Programs.Alertmanager,
            [
                $"--config.file={settings}", $"--storage.path={folder.Path}", "--cluster.listen-address=", "--log.level=warn",
                $"--web.listen-address=127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
            ],
            []);
        await Eventually.Async(() => Ports.IsOpenAsync(port), "Alertmanager listens");
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v2/") };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await (process?.DisposeAsync() ?? default);
        folder.Delete();
    }
}
