using System.Diagnostics;
using Ecommerce.Testing;

namespace Ecommerce.Manifests.Tests.Delivery;

/// <summary>A part of the repository in a folder of its own, where scripts run with stand-ins for programs that change the world.</summary>
internal sealed class Checkout : IDisposable
{
    private readonly TemporaryFolder root = new();

    public Checkout(params string[] paths)
    {
        foreach (var path in paths)
            Copy(Path.Combine(Manifests.Tests.Repository.Root, path), PathOf(path));
        Directory.CreateDirectory(PathOf("bin"));
    }

    public string PathOf(string path) => Path.Combine(root.Path, path);

    public string? Read(string path) => File.Exists(PathOf(path)) ? File.ReadAllText(PathOf(path)) : null;

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    /// <summary>A program of this name does as it is told: the commands of a shell, by the first words of its arguments.</summary>
    public void Stand(string program, IEnumerable<KeyValuePair<string, string>> answers)
    {
        // A copy may be run like what it is a copy of.
        File.Copy(Path.Combine(Manifests.Tests.Repository.Root, "test.sh"), PathOf($"bin/{program}"), overwrite: true);
        var cases = answers.Select(answer => $"  \"{answer.Key}\"*) {answer.Value} ;;");
        Write($"bin/{program}",
            $"#!/bin/bash\ncase \"$*\" in\n{string.Join('\n', cases)}\n  *) echo \"What is $*?\" >&2; exit 9 ;;\nesac\n");
    }

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [PathOf(script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["PATH"] = $"{PathOf("bin")}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => root.Delete();

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(from))
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
    }
}
