using System.Net;
using System.Net.Http.Headers;
using Ecommerce.ServiceDefaults.Http;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>A service at two addresses that answers from a script, the last answer for ever.</summary>
internal sealed class ScriptedService(params HttpStatusCode[] script) : HttpMessageHandler
{
    public HttpStatusCode[] Script { get; set; } = script;

    public TimeSpan? RetryAfter { get; init; }

    public bool Silent { get; init; }

    /// <summary>Runs when a call arrives.</summary>
    public Action? OnCall { get; init; }

    /// <summary>The host that always fails.</summary>
    public string? Broken { get; init; }

    public List<string> Calls { get; } = [];

    public async Task<HttpResponseMessage> CallAsync(
        string method, ResilienceSettings settings, CancellationToken cancellationToken = default)
    {
        using var client = Client(settings);
        return await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/"), cancellationToken);
    }

    public HttpClient Client(ResilienceSettings settings)
        => ServiceCalls.Client(settings, this, ("http:0", "http://one:1"), ("http:1", "http://two:2"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls.Add(request.RequestUri!.ToString());
        OnCall?.Invoke();
        if (Silent)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        var answer = new HttpResponseMessage(
            request.RequestUri.Host == Broken ? HttpStatusCode.InternalServerError : Script[Math.Min(Calls.Count, Script.Length) - 1]);
        if (RetryAfter is { } wait)
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(wait);
        return answer;
    }
}
