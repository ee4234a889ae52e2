using System.Diagnostics;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Manifests.Tests;

/// <summary><c>manifests/generate.sh</c> in a checkout of its own, with a <c>dotnet</c> that does as it is told instead of the real one.</summary>
internal sealed partial class GenerateScript : IDisposable
{
    private readonly TemporaryFolder root = new();

    public GenerateScript()
    {
        foreach (var file in new[] { "manifests/generate.sh", ".config/dotnet-tools.json" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.Copy(Path.Combine(Repository.Root, file), PathOf(file));
        }

        Directory.CreateDirectory(PathOf("Ecommerce.AppHost"));
        Directory.CreateDirectory(PathOf("artifacts"));
        Write("manifests/base/old-service/deployment.yaml", "kind: Deployment");
    }

    /// <summary>The version that the tools' manifest asks for.</summary>
    public static string Pinned { get; } = Version().Match(File.ReadAllText(Path.Combine(Repository.Root, ".config/dotnet-tools.json"))).Groups[1].Value;

    /// <summary>How the stand-in answers: the commands of a shell, by the first words of what it is called with.</summary>
    public Dictionary<string, string> Answers { get; } = new()
    {
        ["tool restore"] = ":",
        ["aspirate --version"] = $"echo {Pinned}+abc",
        ["run --project"] = """echo '{"resources":{"db-password":{"type":"parameter.v0"},"shop":{"type":"project.v0"}}}' > manifest.json""",
        ["msbuild"] = "echo 1.2.3",
        ["aspirate generate"] = """mkdir -p ../artifacts/base; printf '%s\n' "$*" > ../artifacts/base/arguments""",
    };

    public string? Base(string file) => File.Exists(PathOf("manifests/base", file)) ? File.ReadAllText(PathOf("manifests/base", file)) : null;

    public async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        var cases = Answers.Select(answer => $"  \"{answer.Key}\"*) {answer.Value} ;;");
        Directory.CreateDirectory(PathOf("bin"));
        // A copy may be run like what it is a copy of.
        File.Copy(PathOf("manifests/generate.sh"), PathOf("bin/dotnet"), overwrite: true);
        Write("bin/dotnet", $"#!/bin/bash\ncase \"$*\" in\n{string.Join('\n', cases)}\n  *) echo \"What is $*?\" >&2; exit 9 ;;\nesac\n");

        var start = new ProcessStartInfo("bash", [PathOf("manifests/generate.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{PathOf("bin")}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, await error);
    }

    public void Dispose() => root.Delete();

    private string PathOf(params string[] parts) => Path.Combine([root.Path, .. parts]);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    [GeneratedRegex("\"version\": \"([0-9.]+)\"")]
    private static partial Regex Version();
}
