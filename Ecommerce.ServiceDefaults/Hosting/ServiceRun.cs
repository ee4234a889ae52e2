using Microsoft.AspNetCore.Builder;

namespace Ecommerce.ServiceDefaults;

/// <summary>The last line of every service.</summary>
public static class ServiceRun
{
    /// <summary>Runs until told to stop. One that is told so while it starts, as while it waits for its database, ends as politely as any other.</summary>
    public static async Task RunServiceAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }
}
