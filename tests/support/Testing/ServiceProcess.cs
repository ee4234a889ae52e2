using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace Ecommerce.Testing;

/// <summary>A service as it really runs: a process of its own, on a port of its own.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    // Longer than a database keeps what the transaction of a process that was killed has locked.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ChildProcess process;

    private ServiceProcess(ChildProcess process) => this.process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>A client of that address.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>The process id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>All that it has written so far.</summary>
    public string Output => process.Output;

    /// <summary>Starts a service and waits until it is live.</summary>
    /// <param name="assembly">Its assembly's name, such as <c>Ecommerce.OrderService</c>; it lies beside the tests, or where its project
    /// is built.</param>
    /// <param name="environment">Its settings.</param>
    public static async Task<ServiceProcess> StartAsync(string assembly, IReadOnlyDictionary<string, string> environment)
    {
        var service = await StartUntilAsync(assembly, environment, ListeningOn());
        service.Address = new Uri(ListeningOn().Match(service.Output).Groups[1].Value);
        service.Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Patience }) { BaseAddress = service.Address };
        return service;
    }

    /// <summary>
    /// Starts a service, or with <paramref name="arguments"/> a command of its program, and waits until it <paramref name="says"/>
    /// something.
    /// </summary>
    public static async Task<ServiceProcess> StartUntilAsync(
        string assembly, IReadOnlyDictionary<string, string> environment, Regex says, params IEnumerable<string> arguments)
    {
        var service = new ServiceProcess(await LaunchAsync(assembly, environment, arguments));
        try
        {
            await Eventually.Async(() => service.Says(says), $"{assembly} says {says}", Patience);
            return service;
        }
        catch (XunitException failure)
        {
            await service.DisposeAsync();
            throw new XunitException($"{failure.Message}\n{service.Output}", failure);
        }
    }

    /// <summary>
    /// Starts a service, or with <paramref name="arguments"/> a command of its program, that is expected to stop by itself.
    /// </summary>
    /// <returns>Its exit code and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(
        string assembly, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        await using var service = new ServiceProcess(await LaunchAsync(assembly, environment, arguments));
        return (await service.WaitForExitAsync(), service.Output);
    }

    /// <summary>Asks it to stop, as an orchestrator does.</summary>
    public void Terminate() => process.Terminate();

    /// <inheritdoc cref="ChildProcess.Pause"/>
    public void Pause() => process.Pause();

    /// <inheritdoc cref="ChildProcess.Resume"/>
    public void Resume() => process.Resume();

    /// <summary>Ends it at once, as a crash would.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <summary>Waits until it has stopped.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> WaitForExitAsync() => process.WaitForExitAsync(Patience);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }

    private static Task<ChildProcess> LaunchAsync(
        string assembly, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll");
        var path = File.Exists(beside) ? beside : Repository.Service(assembly);
        var inherited = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOfTheTestRun);
        return ChildProcess.StartAsync("dotnet", [path, .. arguments],
        [
            .. inherited.Select(name => KeyValuePair.Create(name, (string?)null)),
            new("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            // As on a laptop, where a service that cannot be put together is found out at start.
            new("ASPNETCORE_ENVIRONMENT", "Development"),
            .. environment.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]);
    }

    private static bool IsOfTheTestRun(string variable)
        => variable.StartsWith("OTEL_", StringComparison.Ordinal)
            || variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
            || variable.StartsWith("services__", StringComparison.Ordinal);

    private bool Says(Regex words)
        => process.HasExited
            ? throw new XunitException("The service has stopped.")
            : words.IsMatch(Output);

    [GeneratedRegex(@"Now listening on: (http://[^\s""]+)")]
    private static partial Regex ListeningOn();
}
