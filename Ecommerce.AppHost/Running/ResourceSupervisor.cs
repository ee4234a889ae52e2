using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.AppHost.Running;

/// <summary>
/// Starts a process again that ended by itself after it had been ready, with growing waits, and says on the console what failed and why.
/// A process that ends before it was ever ready is a failed start, which ends the app host where <see cref="EndWhenStartFails"/> is set.
/// </summary>
internal sealed partial class ResourceSupervisor(
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLogTail logs,
    DeliberateKills kills,
    IHostApplicationLifetime lifetime,
    IConfiguration configuration,
    TimeProvider timeProvider,
    ILogger<ResourceSupervisor> logger) : BackgroundService
{
    /// <summary>The setting that lets a failed start end the app host: for scripts, where nobody looks at the dashboard.</summary>
    public const string EndWhenStartFails = "EndWhenStartFails";

    private readonly Dictionary<string, ProcessHistory> histories = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var closing = lifetime.ApplicationStopping.Register(() => Closing(logger));
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (change.Resource is not (ProjectResource or ExecutableResource or ContainerResource) || change.Resource.IsStartedOnDemand())
                continue;
            if (!histories.TryGetValue(change.ResourceId, out var history))
                histories.Add(change.ResourceId, history = new ProcessHistory());
            if (history.Observe(change.Snapshot, timeProvider.GetUtcNow()))
                _ = HandleEndAsync(change, history, stoppingToken);
        }
    }

    private async Task HandleEndAsync(ResourceEvent end, ProcessHistory history, CancellationToken cancellationToken)
    {
        try
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested || kills.IsReset)
                return;
            if (kills.Take(end.ResourceId))
                history.Forget();
            if (!history.WasReady)
                await ReportFailedStartAsync(end, cancellationToken);
            else if (history.NextRestart() is { } wait)
                await RestartAsync(end, wait, cancellationToken);
            else
                GaveUp(logger, end.ResourceId, ProcessHistory.MaxRestarts, await logs.ReadAsync(end.ResourceId, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    private async Task ReportFailedStartAsync(ResourceEvent end, CancellationToken cancellationToken)
    {
        StartFailed(logger, end.ResourceId, Reason(end.Snapshot), await logs.ReadAsync(end.ResourceId, cancellationToken));
        if (!configuration.GetValue<bool>(EndWhenStartFails))
            return;
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    private async Task RestartAsync(ResourceEvent end, TimeSpan wait, CancellationToken cancellationToken)
    {
        Restarting(logger, end.ResourceId, Reason(end.Snapshot), wait.TotalSeconds);
        await Task.Delay(wait, timeProvider, cancellationToken);
        var result = await commands.ExecuteCommandAsync(end.ResourceId, KnownResourceCommands.StartCommand, cancellationToken);
        if (!result.Success)
            RestartFailed(logger, end.ResourceId, result.Message);
    }

    private static string Reason(CustomResourceSnapshot snapshot)
        => snapshot.ExitCode switch
        {
            null => $"is {snapshot.State?.Text}",
            // What the orchestrator tells of a process that a signal ended.
            -1 => "crashed or was killed",
            var code => $"ended with exit code {code}",
        };

    [LoggerMessage(LogLevel.Information, "Closing the shop: its processes have some seconds to finish what they do.")]
    private static partial void Closing(ILogger logger);

    [LoggerMessage(LogLevel.Error, "{Resource} did not start: it {Reason}.{LastLines}")]
    private static partial void StartFailed(ILogger logger, string resource, string reason, string lastLines);

    [LoggerMessage(LogLevel.Warning, "{Resource} {Reason}; starting it again in {Seconds} s.")]
    private static partial void Restarting(ILogger logger, string resource, string reason, double seconds);

    [LoggerMessage(LogLevel.Error, "{Resource} could not be started again: {Reason}")]
    private static partial void RestartFailed(ILogger logger, string resource, string? reason);

    [LoggerMessage(LogLevel.Error, "{Resource} ended {Times} times in a row and stays down; start it again in the dashboard.{LastLines}")]
    private static partial void GaveUp(ILogger logger, string resource, int times, string lastLines);
}
