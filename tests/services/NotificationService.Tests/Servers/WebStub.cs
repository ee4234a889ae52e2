using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.NotificationService.Tests.Servers;

/// <summary>A request that the stub received.</summary>
public sealed record ReceivedCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A web server that records every request and returns configured responses.</summary>
public sealed class WebStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedCall> calls = [];

    private WebStub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(ReceiveAsync);
    }

    public Uri Address => new(app.Urls.First());

    public IReadOnlyCollection<ReceivedCall> Calls => calls;

    /// <summary>The status of the response; 0 closes the connection.</summary>
    public Func<ReceivedCall, int> Answer { get; set; } = _ => 200;

    public static async Task<WebStub> StartAsync()
    {
        var stub = new WebStub();
        await stub.app.StartAsync();
        return stub;
    }

    public IReadOnlyList<ReceivedCall> At(string path) => [.. calls.Where(call => call.Path == path)];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body, Encoding.UTF8);
        var call = new ReceivedCall(
            http.Request.Method, http.Request.Path,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            await body.ReadToEndAsync());
        calls.Enqueue(call);
        var status = Answer(call);
        if (status == 0)
            http.Abort();
        else
            http.Response.StatusCode = status;
        if (status is >= 300 and < 400)
            http.Response.Headers.Location = "/elsewhere";
    }
}
