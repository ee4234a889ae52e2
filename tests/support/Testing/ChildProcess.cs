using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ecommerce.Testing;

/// <summary>A process that ends with this one at the latest, whatever happens to it.</summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigContinue = 18;
    private const int SigStop = 19;

    // The kernel tells a child of its parent's end when the thread that started it ends: so that is one which never does.
    private static readonly BlockingCollection<Action> Starts = [];

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];

    static ChildProcess() => new Thread(() =>
    {
        foreach (var start in Starts.GetConsumingEnumerable()) start();
    })
    { IsBackground = true, Name = "Starts child processes" }.Start();

    private ChildProcess(Process process) => this.process = process;

    /// <summary>The system's number of it.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>All that it has written to its standard output and error so far.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>
    /// Starts <paramref name="program"/>, found on the PATH, with this process's environment and <paramref name="environment"/>; null
    /// unsets.
    /// </summary>
    public static async Task<ChildProcess> StartAsync(
        string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        // A shell that runs the tests in the background ignores Ctrl-C for all below it; a child starts as from a terminal.
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", "env", "--default-signal=INT", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var child = new ChildProcess(new Process { StartInfo = start });
        child.process.OutputDataReceived += child.Receive;
        child.process.ErrorDataReceived += child.Receive;
        await child.StartAsync();
        child.process.StandardInput.Close();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Asks it to stop, as an orchestrator does.</summary>
    public void Terminate() => Send(SigTerm);

    /// <summary>Halts it where it is: its connections stay open and nobody answers on them.</summary>
    public void Pause() => Send(SigStop);

    /// <summary>Lets it go on after <see cref="Pause"/>.</summary>
    public void Resume() => Send(SigContinue);

    /// <summary>Waits for its end, and for its last words.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode;
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: false);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private Task StartAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception reason)
            {
                started.SetException(reason);
            }
        });
        return started.Task;
    }

    private void Send(int signal)
    {
        if (!process.HasExited) _ = Signal(process.Id, signal);
    }

    private void Receive(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text) lines.Enqueue(text);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
