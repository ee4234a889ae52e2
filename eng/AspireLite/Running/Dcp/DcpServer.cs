using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Dcp;

/// <summary>
/// The orchestrator's process. It runs detached and watches this process: when that is gone, however it went,
/// the orchestrator stops everything it started and then itself.
/// </summary>
internal sealed partial class DcpServer(DcpTools tools, TimeProvider time, ILogger<DcpServer> logger)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    // They configure the application host; a service that inherited them would take them for its own.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_HTTP_PORTS"];

    private string? _session;

    public async Task<DcpClient> StartAsync(CancellationToken cancellationToken)
    {
        var session = _session = Directory.CreateTempSubdirectory("aspire-").FullName;
        var kubeconfig = Path.Combine(session, "kubeconfig");
        LogStarting(tools.Orchestrator, session);
        using var launcher = Process.Start(StartInfo(session, kubeconfig))
            ?? throw new DistributedApplicationException($"'{tools.Orchestrator}' did not start.");
        var complaints = launcher.StandardError.ReadToEndAsync(cancellationToken);
        await launcher.WaitForExitAsync(cancellationToken);
        if (launcher.ExitCode != 0)
            throw new DistributedApplicationException($"The orchestrator ended with code {launcher.ExitCode}: {await complaints}");
        return new DcpClient(await ReadAsync(kubeconfig, cancellationToken));
    }

    /// <summary>Stops everything and waits until the orchestrator has removed its session.</summary>
    public async Task StopAsync(DcpClient client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopLimit);
        using var poll = new PeriodicTimer(Poll, time);
        try
        {
            await client.ShutDownAsync(limit.Token);
            while (Directory.Exists(_session) && await poll.WaitForNextTickAsync(limit.Token))
            {
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            LogNotStopped(e);
        }
    }

    private ProcessStartInfo StartInfo(string session, string kubeconfig)
    {
        var start = new ProcessStartInfo(tools.Orchestrator)
        {
            ArgumentList = { "start-apiserver", "--monitor", $"{Environment.ProcessId}", "--detach", "--kubeconfig", kubeconfig },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in NotInherited) start.Environment.Remove(name);
        start.Environment["DCP_SESSION_FOLDER"] = session;
        return start;
    }

    private async Task<Kubeconfig> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        using var poll = new PeriodicTimer(Poll, time);
        try
        {
            do
            {
                if (File.Exists(path) && Kubeconfig.Parse(await File.ReadAllTextAsync(path, limit.Token)) is { } config) return config;
            }
            while (await poll.WaitForNextTickAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        throw new DistributedApplicationException($"The orchestrator did not listen within {StartLimit.TotalSeconds} seconds.");
    }

    [LoggerMessage(LogLevel.Debug, "Starting the orchestrator {Path} with its session in {Session}")]
    private partial void LogStarting(string path, string session);

    [LoggerMessage(LogLevel.Warning, "The orchestrator did not stop in time; it ends by itself once this process has.")]
    private partial void LogNotStopped(Exception exception);
}
