using System.Net;
using System.Net.Sockets;
using Ecommerce.Testing;

namespace Ecommerce.AspireLite.Tests.Running;

public sealed class EndOfHostTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task However_the_host_ends_no_process_and_no_port_is_left(string signal)
    {
        using var host = new SampleProcess();
        await Eventually.Async(
            () => Task.FromResult(host.Output), seen => seen.Contains("Login to the dashboard at", StringComparison.Ordinal), "the dashboard runs", Limit);
        Assert.NotEmpty(host.Descendants());

        host.Signal(signal);
        await host.ExitAsync(Limit);

        await Eventually.Async(
            () => Task.FromResult(string.Join(", ", host.Descendants())), left => left.Length == 0, "no process is left", Limit);
        Listen(host.FrontendPort);
        Listen(host.ResourceServicePort);
        if (signal == "TERM") Assert.Equal(0, host.ExitCode);
    }

    [Fact]
    public async Task A_wished_port_that_is_taken_is_named()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var port = ((IPEndPoint)squatter.LocalEndpoint).Port;
        using var host = new SampleProcess($"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:{port}");
        await host.ExitAsync(Limit);
        Assert.NotEqual(0, host.ExitCode);
        Assert.Contains($"Port {port}", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_orchestrator_is_named_with_the_cure()
    {
        using var host = new SampleProcess("--DcpPublisher:CliPath=/nonexistent/dcp");
        await host.ExitAsync(Limit);
        Assert.NotEqual(0, host.ExitCode);
        Assert.Contains("/nonexistent/dcp", host.Output, StringComparison.Ordinal);
        Assert.Contains("npm ci", host.Output, StringComparison.Ordinal);
    }

    private static void Listen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
    }
}
