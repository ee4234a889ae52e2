using System.Globalization;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Reads;

/// <summary>One of two servers that answer the same.</summary>
/// <param name="Path">What is asked for; null: each of the paths in <paramref name="Paths"/> in turn.</param>
/// <param name="Paths">A file, one path a line.</param>
internal sealed record Contender(ServiceProcess Process, string? Path, string? Paths = null)
{
    private static readonly string Walk = System.IO.Path.Combine(AppContext.BaseDirectory, "Scripts", "walk.lua");

    private long asked;

    /// <summary>Answers a second, and microseconds of the server's processor time for each.</summary>
    public async Task<(double PerSecond, double Microseconds)> RunAsync(TimeSpan duration)
    {
        var before = ProcessFigures.ProcessorTime(Process.Id);
        string[] script = Paths is null ? [] : ["-s", Walk, "--", Paths, asked.ToString(CultureInfo.InvariantCulture)];
        var (answers, perSecond) = await Wrk.RunAsync(new Uri(Process.Address, Path ?? "/"), duration, script);
        asked += answers;
        return (perSecond, (ProcessFigures.ProcessorTime(Process.Id) - before).TotalMicroseconds / answers);
    }
}
