using System.Diagnostics;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>The assembly that a project's last build left; nothing is built here.</summary>
internal static class BuiltAssembly
{
    public static async Task<string> OfAsync(IProjectMetadata metadata, string dotnet, CancellationToken cancellationToken)
    {
        var path = metadata is IBuiltProject built ? built.AssemblyPath : await AskBuildAsync(metadata.ProjectPath, dotnet, cancellationToken);
        return File.Exists(path)
            ? path
            : throw new DistributedApplicationException($"'{path}' does not exist: build '{metadata.ProjectPath}' first.");
    }

    private static async Task<string> AskBuildAsync(string project, string dotnet, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(dotnet)
        {
            ArgumentList = { "msbuild", project, "-nologo", "-getProperty:TargetPath" },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? answer.Trim()
            : throw new DistributedApplicationException($"'{project}' cannot be evaluated: {answer.Trim()}");
    }
}
