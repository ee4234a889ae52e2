using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.AppHost.Running;

internal static class ShopRun
{
    /// <summary>
    /// Runs until told to stop. When that is told while the shop starts, or the start fails, what was started by then is ended, too: the
    /// host alone would leave it to the orchestrator, which needs some more seconds than the host.
    /// </summary>
    public static async Task RunToEndAsync(this DistributedApplication app)
    {
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await using var ended = app;
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            await app.StopAsync(CancellationToken.None);
            if (failure is OperationCanceledException && stopping.IsCancellationRequested)
                return;
            throw;
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
    }
}
