using System.Net.Http.Headers;
using System.Text;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>The sample service as a process, with an authority and a neighbour.</summary>
public sealed class EdgeFixture : IAsyncLifetime
{
    private ServiceProcess? process;
    private TestTokens? tokens;

    public ServiceProcess Process => process!;

    public TestTokens Tokens => tokens!;

    public Neighbour Neighbour { get; } = new();

    public Dictionary<string, string> Settings => new(Tokens.Environment)
    {
        ["Sample__Greeting"] = "hello",
        ["services__neighbour-service__http__0"] = Neighbour.Url,
    };

    public async ValueTask InitializeAsync()
    {
        tokens = await TestTokens.StartAsync();
        await Neighbour.StartAsync();
        process = await ServiceProcess.StartAsync("SampleService", Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Neighbour.DisposeAsync();
        await Tokens.DisposeAsync();
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json)
        => Process.Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string token, string? json = null)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Process.Client.SendAsync(request);
    }
}
