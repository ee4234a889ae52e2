using Microsoft.Extensions.Options;

namespace Ecommerce.SampleService;

/// <summary>Background work that fails as it is told.</summary>
internal sealed class SampleWork(IOptions<SampleOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        if (options.Value.WorkFails)
            throw new InvalidOperationException("The work fails.");
    }
}
