using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Running.Dcp;

/// <summary>The orchestrator's REST API, as far as it is used here.</summary>
internal sealed class DcpClient : IDisposable
{
    private readonly HttpClient _http;

    public DcpClient(Kubeconfig config)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { config.Authority },
        };
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        };
        _http = new HttpClient(handler) { BaseAddress = config.Server, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", config.Token);
    }

    public async Task CreateAsync<TSpec, TStatus>(
        DcpKind<TSpec, TStatus> kind, DcpObject<TSpec, TStatus> item, CancellationToken cancellationToken)
        where TSpec : class
        where TStatus : class
    {
        using var response = await _http.PostAsync(PathOf(kind), JsonContent.Create(item, kind.ObjectJson), cancellationToken);
        await EnsureSuccessAsync(response, cancellationToken);
    }

    /// <summary>Asks for an object's removal; its end shows in the watch stream.</summary>
    public async Task DeleteAsync<TSpec, TStatus>(DcpKind<TSpec, TStatus> kind, string name, CancellationToken cancellationToken)
        where TSpec : class
        where TStatus : class
    {
        using var response = await _http.DeleteAsync($"{PathOf(kind)}/{name}", cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound) await EnsureSuccessAsync(response, cancellationToken);
    }

    /// <summary>Stops a process or container and keeps its object, and with it its logs.</summary>
    public Task StopAsync<TSpec, TStatus>(DcpKind<TSpec, TStatus> kind, string name, CancellationToken cancellationToken)
        where TSpec : class
        where TStatus : class =>
        PatchAsync(
            $"{PathOf(kind)}/{name}", [new DcpPatch("add", "/spec/stop", true)], DcpJson.Default.ListDcpPatch,
            "application/json-patch+json", cancellationToken);

    /// <summary>Stops everything the orchestrator runs, then the orchestrator.</summary>
    public Task ShutDownAsync(CancellationToken cancellationToken) =>
        PatchAsync(
            "/admin/execution", new DcpExecution("Stopping"), DcpJson.Default.DcpExecution,
            "application/merge-patch+json", cancellationToken);

    /// <summary>What exists, then every change; ends when the server closes the stream.</summary>
    public async IAsyncEnumerable<DcpChange<TSpec, TStatus>> WatchAsync<TSpec, TStatus>(
        DcpKind<TSpec, TStatus> kind, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TSpec : class
        where TStatus : class
    {
        await foreach (var line in LinesAsync($"{PathOf(kind)}?watch=true", cancellationToken))
        {
            if (JsonSerializer.Deserialize(line, kind.ChangeJson) is { } change) yield return change;
        }
    }

    /// <summary>The lines that a process or container wrote to <paramref name="source"/>, each with its time in front.</summary>
    public IAsyncEnumerable<string> LogAsync(string plural, string name, string source, bool follow, CancellationToken cancellationToken) =>
        LinesAsync(
            $"/apis/{DcpKinds.ApiVersion}/{plural}/{name}/log?source={source}&timestamps=true&follow={(follow ? "true" : "false")}",
            cancellationToken);

    public void Dispose() => _http.Dispose();

    private static string PathOf<TSpec, TStatus>(DcpKind<TSpec, TStatus> kind)
        where TSpec : class
        where TStatus : class => $"/apis/{DcpKinds.ApiVersion}/{kind.Plural}";

    private async IAsyncEnumerable<string> LinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await EnsureSuccessAsync(response, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line) yield return line;
    }

    private async Task PatchAsync<T>(string path, T body, JsonTypeInfo<T> json, string mediaType, CancellationToken cancellationToken)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body, json), new MediaTypeHeaderValue(mediaType));
        using var response = await _http.PatchAsync(path, content, cancellationToken);
        await EnsureSuccessAsync(response, cancellationToken);
    }

    private static async Task EnsureSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return;
        var reason = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new HttpRequestException($"The orchestrator answered {(int)response.StatusCode}: {reason}", null, response.StatusCode);
    }
}
