using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Dashboard.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Dashboard;

/// <summary>Kestrel on a loopback port, speaking gRPC to the dashboard that holds the key.</summary>
internal sealed class ResourceServiceHost : IAsyncDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";
    private const string Unauthenticated = "16";
    private const string Method = "/aspire.v1.DashboardService/";

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();

    private ResourceServiceHost(WebApplication app) => _app = app;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <param name="address">The address wished for; port 0 lets the system choose.</param>
    public static async Task<ResourceServiceHost> StartAsync(
        ResourceService service, Uri address, string key, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, address.Port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRoutingCore();
        var host = new ResourceServiceHost(builder.Build());
        host.Map(service, Encoding.UTF8.GetBytes(key));
        await host._app.StartAsync(cancellationToken);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        // Streams stay open for as long as the dashboard watches, so they are told first.
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private void Map(ResourceService service, byte[] key)
    {
        _app.UseRouting();
        _app.Use((context, next) => IsAllowed(context, key) ? next(context) : RefuseAsync(context));
        _app.Use(EndWithHostAsync);
        _app.MapUnary(Method + "GetApplicationInformation", ApplicationInformationRequest.Parser, service.DescribeApplicationAsync);
        _app.MapStream(Method + "WatchResources", WatchResourcesRequest.Parser, service.WatchResourcesAsync);
        _app.MapStream(Method + "WatchResourceConsoleLogs", WatchResourceConsoleLogsRequest.Parser, service.WatchConsoleAsync);
        _app.MapUnary(Method + "ExecuteResourceCommand", ResourceCommandRequest.Parser, service.ExecuteAsync);
        _app.MapSilence(Method + "WatchInteractions");
    }

    private static bool IsAllowed(HttpContext context, byte[] key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers[KeyHeader].ToString()), key);

    private static Task RefuseAsync(HttpContext context)
    {
        GrpcEndpoints.Refuse(context, Unauthenticated, $"The header {KeyHeader} is missing or wrong.");
        return Task.CompletedTask;
    }

    private async Task EndWithHostAsync(HttpContext context, RequestDelegate next)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        context.RequestAborted = either.Token;
        await next(context);
    }
}
