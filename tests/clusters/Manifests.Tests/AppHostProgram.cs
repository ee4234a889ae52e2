using System.Diagnostics;

namespace Ecommerce.Manifests.Tests;

/// <summary>
/// The app host as a tool starts it, writing into a folder as deep in the repository as this project: paths in a manifest are relative.
/// </summary>
internal sealed class AppHostProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts",
        $"manifest-{Guid.CreateVersion7():n}")).FullName;

    public async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.AppHost, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await Task.WhenAll(output, error, process.WaitForExitAsync(timeout.Token));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await error);
    }

    public Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(Folder, file));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
