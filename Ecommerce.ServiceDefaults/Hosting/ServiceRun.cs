using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ecommerce.ServiceDefaults;

/// <summary>The last lines of every service.</summary>
public static class ServiceRun
{
    /// <summary>
    /// Runs until told to stop. One that is told so while it starts, as while it waits for its database, ends as politely as any other.
    /// With a wrong setting it does not start; then, and when its background work has failed, the exit code of the process is 1.
    /// </summary>
    public static async Task RunServiceAsync(this WebApplication app)
    {
        if (!app.HasGoodSettings())
            return;

        IReadOnlyList<BackgroundService> works = [];
        var (started, stopping) = (app.Lifetime.ApplicationStarted, app.Lifetime.ApplicationStopping);
        await using var startedWorks = started.Register(
            () => works = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()]);
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }

        // The host stops when a work of its fails, as if it had been told to.
        if (works.Any(work => work.ExecuteTask is { IsFaulted: true }))
            Environment.ExitCode = 1;
    }

    /// <summary>
    /// Looks at the settings before anything starts: a wrong one is a line on the console that names it, and the exit code of the
    /// process becomes 1.
    /// </summary>
    /// <param name="app">The program.</param>
    /// <param name="look">
    /// Looks at more than the validated options; throws <see cref="InvalidOperationException"/> with the line to show.
    /// </param>
    /// <returns>False: there was one.</returns>
    public static bool HasGoodSettings(this WebApplication app, Action<IServiceProvider>? look = null)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            look?.Invoke(app.Services);
            return true;
        }
        // Wrong options are one or an aggregate of several; what is written there may also be no number, no time and the like.
        catch (Exception wrong) when (wrong is OptionsValidationException or AggregateException or InvalidOperationException)
        {
            foreach (var one in (wrong as AggregateException)?.InnerExceptions ?? [wrong])
                Console.Error.WriteLine(one.Message);
            Environment.ExitCode = 1;
            return false;
        }
    }
}
