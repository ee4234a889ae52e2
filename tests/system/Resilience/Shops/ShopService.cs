using System.Text;
using Ecommerce.Testing;

namespace Ecommerce.Resilience.Shops;

/// <summary>A service that can be killed, halted and started again, always at the same address.</summary>
/// <param name="name">As the model calls it.</param>
/// <param name="project">Its project.</param>
internal sealed class ShopService(string name, string project) : IStoppable, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly StringBuilder said = new();
    private ServiceProcess? process;

    public string Name => name;

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>It takes the time from here.</summary>
    public Clock Clock { get; } = new();

    /// <summary>What it needs to know. Set before it starts.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Its last words, where it ended without being killed.</summary>
    public string? Obituary => process is { HasExited: true } dead ? $"{name} died by itself:\n{dead.Output}" : null;

    /// <summary>All that it has written, in all its lives.</summary>
    public string Output => $"{said}{process?.Output}";

    public async Task StartAsync()
        => process = await ServiceProcess.StartAsync($"Ecommerce.{project}", new Dictionary<string, string>(Settings.Concat(Clock.Settings))
        {
            ["ASPNETCORE_URLS"] = Address.OriginalString,
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        });

    /// <summary>Waits until it and all that it needs are well.</summary>
    public Task IsHealthyAsync() => Eventually.Async(async () => await AnswersAsync("/health"), $"{name} is healthy", Patience);

    public async Task StopAsync()
    {
        if (process is null) return;
        await process.DisposeAsync();
        said.AppendLine(process.Output);
        process = null;
    }

    public void Pause() => process?.Pause();

    public void Resume() => process?.Resume();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        http.Dispose();
        Clock.Delete();
    }

    private async Task<bool> AnswersAsync(string path)
    {
        if (Obituary is { } obituary) throw new InvalidOperationException(obituary);
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, path));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
