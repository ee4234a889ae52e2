using System.Diagnostics;

namespace Ecommerce.ServiceDefaults.Metrics;

/// <summary>The process as every Prometheus client library describes it, under the names that dashboards know.</summary>
internal static class ProcessMetrics
{
    private const string OpenFiles = "/proc/self/fd";

    private static readonly double StartedAt = ReadStart();

    public static void Write(PrometheusText text)
    {
        var cpu = Environment.CpuUsage.TotalTime.TotalSeconds;
        Write(text, "process_cpu_seconds_total", "counter", "Total user and system CPU time spent in seconds.", cpu);
        Write(text, "process_resident_memory_bytes", "gauge", "Resident memory size in bytes.", Environment.WorkingSet);
        Write(text, "process_start_time_seconds", "gauge", "Start time of the process since unix epoch in seconds.", StartedAt);
        if (Directory.Exists(OpenFiles))
            Write(text, "process_open_fds", "gauge", "Number of open file descriptors.", Directory.EnumerateFileSystemEntries(OpenFiles).Count());
    }

    private static void Write(PrometheusText text, string name, string type, string help, double value)
    {
        text.Family(name, type, help);
        text.Sample(name, default, value);
    }

    private static double ReadStart()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }
}
