using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AspireLite.Tests;

public sealed class TcpHealthCheckTests
{
    [Fact]
    public async Task A_server_that_keeps_the_connection_is_healthy()
    {
        using var server = Listen();
        Assert.Equal(HealthStatus.Healthy, await AskAsync(server));
    }

    [Fact]
    public async Task A_proxy_with_nothing_behind_it_hangs_up_and_is_not_healthy()
    {
        using var proxy = Listen();
        var answer = AskAsync(proxy);
        (await proxy.AcceptTcpClientAsync()).Dispose();
        Assert.Equal(HealthStatus.Unhealthy, await answer);
    }

    [Fact]
    public async Task A_port_without_a_listener_is_not_healthy()
    {
        using var gone = Listen();
        var check = CheckOf(gone);
        gone.Stop();
        Assert.Equal(HealthStatus.Unhealthy, (await check.CheckHealthAsync(new HealthCheckContext())).Status);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static async Task<HealthStatus> AskAsync(TcpListener listener) =>
        (await CheckOf(listener).CheckHealthAsync(new HealthCheckContext())).Status;

    private static TcpHealthCheck CheckOf(TcpListener listener)
    {
        var endpoint = DistributedApplication.CreateBuilder([]).AddContainer("server", "server", "1").WithEndpoint(targetPort: 1, name: "tcp").GetEndpoint("tcp");
        var place = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", ((IPEndPoint)listener.LocalEndpoint).Port);
        endpoint.EndpointAnnotation.AllocatedEndpoint = place;
        return new TcpHealthCheck(endpoint);
    }
}
