using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ecommerce.AspireLite.Sample;
using Ecommerce.Testing;

namespace Ecommerce.AspireLite.Tests.Running;

/// <summary>The sample's application host as a process of its own, known to /proc by a mark in the environment of all it starts.</summary>
internal sealed class SampleProcess : IDisposable
{
    private const string Mark = "ASPIRE_SAMPLE_RUN";

    private readonly string _run = Guid.CreateVersion7().ToString("N");
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    public SampleProcess(params string[] settings)
    {
        (FrontendPort, ResourceServicePort) = (Ports.Free(), Ports.Free());
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(SampleHost).Assembly.Location, "host",
                $"--ASPNETCORE_URLS=http://localhost:{FrontendPort}",
                $"--ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://localhost:{ResourceServicePort}",
                $"--AppHost:ResourceService:ApiKey={Key}",
                $"--AppHost:BrowserToken={Key}",
                "--ASPIRE_DASHBOARD_API_ENABLED=true",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in settings) start.ArgumentList.Add(setting);
        start.Environment[Mark] = _run;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Key { get; } = Guid.CreateVersion7().ToString("N");

    public int FrontendPort { get; }

    public int ResourceServicePort { get; }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Waits for its end, and for its last words: the process can be gone before they are read.</summary>
    public async Task ExitAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        await _process.WaitForExitAsync(deadline.Token);
    }

    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The living processes that this host or anything beneath it started.</summary>
    public IReadOnlyList<int> Descendants() =>
        [.. Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => int.TryParse(n, out _)).Select(int.Parse)
            .Where(id => id != _process.Id && IsMarked(id))];

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    // The environment of a dead process that nobody has waited for reads as empty.
    private bool IsMarked(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Contains($"{Mark}={_run}", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }
}
