using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace Ecommerce.Testing;

/// <summary>A service as it really runs: a process of its own, on a port of its own.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServiceProcess(string assembly, IReadOnlyDictionary<string, string> environment)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll");
        if (!File.Exists(path))
            throw new XunitException($"{path} is missing: reference the service's project.");

        var start = new ProcessStartInfo("dotnet", [path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsOfTheTestRun).ToArray())
            start.Environment.Remove(inherited);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Record(line.Data);
        process.ErrorDataReceived += (_, line) => Record(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>A client of that address.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>The process id.</summary>
    public int Id => process.Id;

    /// <summary>All that it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts a service and waits until it is live.</summary>
    /// <param name="assembly">Its assembly's name, such as <c>Ecommerce.OrderService</c>; it lies beside the tests.</param>
    /// <param name="environment">Its settings.</param>
    public static async Task<ServiceProcess> StartAsync(string assembly, IReadOnlyDictionary<string, string> environment)
    {
        var service = new ServiceProcess(assembly, environment);
        try
        {
            await Eventually.Async(service.Listens, $"{assembly} listens", Patience);
            service.Address = new Uri(ListeningOn().Match(service.Output).Groups[1].Value);
            service.Client = new HttpClient { BaseAddress = service.Address };
            return service;
        }
        catch (XunitException failure)
        {
            await service.DisposeAsync();
            throw new XunitException($"{failure.Message}\n{service.Output}");
        }
    }

    /// <summary>Starts a service that is expected to stop by itself.</summary>
    /// <returns>Its exit code and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(string assembly, IReadOnlyDictionary<string, string> environment)
    {
        await using var service = new ServiceProcess(assembly, environment);
        return (await service.WaitForExitAsync(), service.Output);
    }

    /// <summary>Asks it to stop, as an orchestrator does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has stopped.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static bool IsOfTheTestRun(string variable)
        => variable.StartsWith("OTEL_", StringComparison.Ordinal)
            || variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
            || variable.StartsWith("services__", StringComparison.Ordinal);

    private bool Listens()
        => process.HasExited
            ? throw new XunitException($"The service stopped with exit code {process.ExitCode}.")
            : ListeningOn().IsMatch(Output);

    private void Record(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningOn();
}
