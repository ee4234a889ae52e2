using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ecommerce.ServiceDefaults.Metrics;

/// <summary>The process as every Prometheus client library describes it, under the names that dashboards know.</summary>
internal sealed class ProcessMetrics
{
    private const string OpenFiles = "/proc/self/fd";

    public ProcessMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Ecommerce.Process");
        var startedAt = ReadStart();
        meter.CreateObservableCounter(
            "process_cpu_seconds", ()
                => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Total user and system CPU time spent in seconds.");
        meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, "By", "Resident memory size in bytes.");
        meter.CreateObservableGauge(
            "process_start_time_seconds", () => startedAt, "s", "Start time of the process since unix epoch in seconds.");
        if (Directory.Exists(OpenFiles))
            meter.CreateObservableGauge(
                "process_open_fds", ()
                    => Directory.EnumerateFileSystemEntries(OpenFiles).Count(), null, "Number of open file descriptors.");
    }

    private static double ReadStart()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }
}
