using System.Text.RegularExpressions;

namespace Ecommerce.Manifests.Tests.Delivery;

/// <summary><c>manifests/generate.sh</c> with a <c>dotnet</c> that does as it is told.</summary>
internal sealed partial class GenerateScript : IDisposable
{
    private readonly Checkout checkout = new("manifests/generate.sh", ".config/dotnet-tools.json");

    public GenerateScript()
    {
        Directory.CreateDirectory(checkout.PathOf("Ecommerce.AppHost"));
        Directory.CreateDirectory(checkout.PathOf("artifacts"));
        checkout.Write("manifests/base/old-service/deployment.yaml", "kind: Deployment");
    }

    /// <summary>The version that the tools' manifest asks for.</summary>
    public static string Pinned { get; } = Version()
        .Match(File.ReadAllText(Path.Combine(Repository.Root, ".config/dotnet-tools.json"))).Groups[1].Value;

    public Dictionary<string, string> Answers { get; } = new()
    {
        ["tool restore"] = ":",
        ["aspirate --version"] = $"echo {Pinned}+abc",
        ["run --project"] = """echo '{"resources":{"db-password":{"type":"parameter.v0"},"shop":{"type":"project.v0"}}}' > manifest.json""",
        ["msbuild"] = "echo 1.2.3",
        ["aspirate generate"] = """mkdir -p ../artifacts/base; printf '%s\n' "$*" > ../artifacts/base/arguments""",
    };

    public string? Base(string file) => checkout.Read($"manifests/base/{file}");

    public async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        checkout.Stand("dotnet", Answers);
        var (exitCode, _, error) = await checkout.RunAsync("manifests/generate.sh", arguments);
        return (exitCode, error);
    }

    public void Dispose() => checkout.Dispose();

    [GeneratedRegex("\"version\": \"([0-9.]+)\"")]
    private static partial Regex Version();
}
