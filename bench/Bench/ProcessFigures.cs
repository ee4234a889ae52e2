using System.Diagnostics;

namespace Ecommerce.Bench;

/// <summary>What the system knows of a process.</summary>
internal static class ProcessFigures
{
    /// <summary>All the processor time that it has used, in user mode and in the kernel.</summary>
    public static TimeSpan ProcessorTime(int process)
    {
        using var running = Process.GetProcessById(process);
        return running.TotalProcessorTime;
    }

    /// <summary>The most memory that it ever had, in MB (<c>VmHWM</c>).</summary>
    public static double PeakMemory(int process)
    {
        using var running = Process.GetProcessById(process);
        return running.PeakWorkingSet64 / 1e6;
    }
}
