using System.Globalization;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Reads;

/// <summary>One of two servers that answer the same.</summary>
/// <param name="Path">What is asked for; null: each of the paths in <paramref name="Paths"/> in turn.</param>
/// <param name="Paths">A file, one path a line.</param>
/// <param name="Token">Whose call it is; null: nobody's.</param>
internal sealed record Contender(ServiceProcess Process, string? Path, string? Paths = null, string? Token = null)
{
    private static readonly string Walk = System.IO.Path.Combine(AppContext.BaseDirectory, "Scripts", "walk.lua");

    private long asked;

    /// <summary>One round.</summary>
    public async Task<Round> RunAsync(int connections, TimeSpan duration)
    {
        var before = ProcessFigures.ProcessorTime(Process.Id);
        List<string> arguments = Token is null ? [] : ["-H", $"Authorization: Bearer {Token}"];
        string[] script = [];
        if (Paths is not null)
        {
            arguments.AddRange(["-s", Walk]);
            script = ["--", Paths, asked.ToString(CultureInfo.InvariantCulture)];
        }

        var result = await Wrk.RunAsync(new Uri(Process.Address, Path ?? "/"), connections, duration, arguments, script);
        asked += result.Answers;
        var processor = ProcessFigures.ProcessorTime(Process.Id) - before;
        return new(result.PerSecond, result.P99, processor.TotalMicroseconds / result.Answers);
    }
}

/// <param name="P99">Milliseconds.</param>
/// <param name="Microseconds">Of the server's processor time, for each answer.</param>
internal readonly record struct Round(double PerSecond, double P99, double Microseconds);
