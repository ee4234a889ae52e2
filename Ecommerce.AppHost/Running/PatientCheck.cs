using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost.Running;

/// <summary>
/// A check that waits a while for a yes. Aspire looks again after one second, then two, up to five, and whoever waits for the resource loses that
/// time at each start; here a start is noticed as soon as it is over.
/// </summary>
internal static class PatientCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks until the answer is another than unhealthy, ten seconds at most; then the last answer counts.</summary>
    public static async Task<HealthCheckResult> UntilReadyAsync(
        Func<CancellationToken, Task<HealthCheckResult>> look, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var result = await look(cancellationToken);
            if (result.Status != HealthStatus.Unhealthy || time.GetElapsedTime(started) > Patience)
                return result;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
