using System.Diagnostics;

namespace Ecommerce.Testing;

/// <summary>A program that is run to its end.</summary>
/// <param name="ExitCode">0 where it succeeded.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">What it wrote to its standard error.</param>
public sealed record Command(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Whether a program of this name is on the PATH.</summary>
    public static bool Exists(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program with this process's environment and <paramref name="environment"/>.</summary>
    /// <exception cref="OperationCanceledException">It took more than a minute; it is killed.</exception>
    public static Command Run(
        string program, IEnumerable<string> arguments, string input = "", IEnumerable<KeyValuePair<string, string?>>? environment = null)
        => Task.Run(() => RunAsync(program, arguments, input, environment ?? [])).GetAwaiter().GetResult();

    private static async Task<Command> RunAsync(
        string program, IEnumerable<string> arguments, string input, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        using var process = Process.Start(Start(program, arguments, environment))!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token),
                process.StandardError.ReadToEndAsync(timeout.Token));
            await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);
            return new Command(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string,
        string?>> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}
