using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>A Prometheus of its own, with the shop's rules, that looks every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly int port = Ports.Free();
    private readonly HttpClient client;
    private ChildProcess process = null!;

    private PrometheusServer() => client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v1/") };

    /// <param name="targets">Where each service is, by its name.</param>
    public static async Task<PrometheusServer> StartAsync(IReadOnlyDictionary<string, Uri> targets)
    {
        var server = new PrometheusServer();
        RuleFiles.WriteTo(server.folder.Path);
        var settings = Path.Combine(server.folder.Path, "prometheus.json");
        await File.WriteAllTextAsync(settings, Settings(targets).ToJsonString());
        server.process = await ChildProcess.StartAsync(
            Programs.Prometheus,
            [
                $"--config.file={settings}", $"--storage.tsdb.path={Path.Combine(server.folder.Path, "data")}",
                $"--web.listen-address=127.0.0.1:{server.port.ToString(CultureInfo.InvariantCulture)}", "--log.level=warn",
            ],
            []);
        await Eventually.Async(async () => await Ports.IsOpenAsync(server.port) && await server.IsReadyAsync(), "Prometheus is ready");
        await Eventually.Async(
            () => server.QueryAsync($"count(count_over_time(up[1m]) > 4) == {targets.Count}"), seen => seen.Count == 1,
            "every service is scraped a few times", TimeSpan.FromSeconds(30));
        return server;
    }

    /// <summary>The samples that an expression gives now, as <c>[time, value]</c>.</summary>
    /// <exception cref="InvalidOperationException">Prometheus cannot evaluate it.</exception>
    public async Task<IReadOnlyList<JsonNode>> QueryAsync(string expression)
    {
        var answer = await AskAsync($"query?query={Uri.EscapeDataString(expression)}");
        return answer.At("data.resultType")!.ToString() == "vector"
            ? [.. answer.Each("data.result").Select(series => series["value"]!)] : [answer.At("data.result")!];
    }

    /// <summary>The labels that a metric's series have.</summary>
    public async Task<IReadOnlySet<string>> LabelsAsync(string metric)
        => (await AskAsync($"labels?match[]={Uri.EscapeDataString(metric)}")).Each("data").Select(label => label.ToString())
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The names of all series.</summary>
    public async Task<IReadOnlySet<string>> NamesAsync()
        => (await AskAsync("label/__name__/values")).Each("data").Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal);

    public async Task<IReadOnlyList<JsonNode>> TargetsAsync() => [.. (await AskAsync("targets")).Each("data.activeTargets")];

    public async Task<IReadOnlyList<JsonNode>> RulesAsync()
        => [.. (await AskAsync("rules")).Each("data.groups").SelectMany(group => group.Each("rules"))];

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (process is not null)
            await process.DisposeAsync();
        folder.Delete();
    }

    /// <summary>It listens before it has read what it stored.</summary>
    private async Task<bool> IsReadyAsync()
    {
        using var answer = await client.GetAsync("/-/ready");
        return answer.IsSuccessStatusCode;
    }

    private async Task<JsonNode> AskAsync(string path)
    {
        using var response = await client.GetAsync(path);
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        return answer.Text("status") == "success" ? answer : throw new InvalidOperationException(answer.Text("error"));
    }

    private static JsonObject Settings(IReadOnlyDictionary<string, Uri> targets) => new()
    {
        ["global"] = new JsonObject { ["scrape_interval"] = "1s", ["evaluation_interval"] = "1s" },
        ["rule_files"] = new JsonArray([.. RuleFiles.Specs.Keys.Select(file => JsonValue.Create(file))]),
        ["scrape_configs"] = new JsonArray([.. targets.Select(target => Scrape(target.Key, target.Value))]),
    };

    /// <summary>With the labels that a cluster's discovery gives.</summary>
    private static JsonObject Scrape(string service, Uri address) => new()
    {
        ["job_name"] = service,
        ["static_configs"] = new JsonArray(new JsonObject
        {
            ["targets"] = new JsonArray(address.Authority),
            ["labels"] = new JsonObject { ["namespace"] = ObservedShop.Namespace, ["pod"] = $"{service}-1" },
        }),
    };
}
