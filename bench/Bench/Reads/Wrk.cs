using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Reads;

/// <summary>Asks as fast as answers come, over a fixed number of connections.</summary>
internal static partial class Wrk
{
    /// <param name="arguments">Of wrk, such as headers and a script.</param>
    /// <param name="script">Of the script.</param>
    public static async Task<WrkResult> RunAsync(
        Uri address, int connections, TimeSpan duration, IEnumerable<string> arguments, IEnumerable<string> script)
    {
        var seconds = duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await using var wrk = await ChildProcess.StartAsync(
            "wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", .. arguments, $"{address}", .. script], []);
        var code = await wrk.WaitForExitAsync(duration + TimeSpan.FromSeconds(30));
        var said = Said().Match(wrk.Output);
        if (code != 0 || !said.Success || Failures().IsMatch(wrk.Output))
            throw new InvalidOperationException($"{address} was not answered as it should be:\n{wrk.Output}");
        return new(
            long.Parse(said.Groups["answers"].Value, CultureInfo.InvariantCulture), Number(said.Groups["rate"]),
            Number(said.Groups["p99"]) * Milliseconds(said.Groups["unit"].Value));
    }

    private static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(string unit) => unit switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 };

    [GeneratedRegex(
        @"99%\s+(?<p99>[\d.]+)(?<unit>[a-z]+)\s.*?(?<answers>\d+) requests in .*Requests/sec:\s+(?<rate>[\d.]+)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Said();

    [GeneratedRegex(@"Non-2xx or 3xx responses|Socket errors")]
    private static partial Regex Failures();
}

/// <param name="P99">Milliseconds.</param>
internal readonly record struct WrkResult(long Answers, double PerSecond, double P99);
