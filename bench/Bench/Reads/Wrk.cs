using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Reads;

/// <summary>Asks as fast as answers come, over a fixed number of connections.</summary>
internal static partial class Wrk
{
    private const int Connections = 32;

    /// <summary>Answers, and how many of them in a second.</summary>
    public static async Task<(long Answers, double PerSecond)> RunAsync(Uri address, TimeSpan duration, params string[] script)
    {
        var seconds = duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await using var wrk = await ChildProcess.StartAsync(
            "wrk", ["-t1", $"-c{Connections}", $"-d{seconds}s", .. script[..Math.Min(2, script.Length)], $"{address}", .. script.Skip(2)],
            []);
        var code = await wrk.WaitForExitAsync(duration + TimeSpan.FromSeconds(30));
        var said = Said().Match(wrk.Output);
        if (code != 0 || !said.Success || Failures().IsMatch(wrk.Output))
            throw new InvalidOperationException($"{address} was not answered as it should be:\n{wrk.Output}");
        return (
            long.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(said.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"(\d+) requests in .*Requests/sec:\s+([\d.]+)", RegexOptions.Singleline)]
    private static partial Regex Said();

    [GeneratedRegex(@"Non-2xx or 3xx responses|Socket errors")]
    private static partial Regex Failures();
}
