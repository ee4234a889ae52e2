using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Manifests.Tests.Delivery;

public sealed partial class ImageTests
{
    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"));

    [Theory]
    [InlineData("NotificationService", "notification-service")]
    [InlineData("Gateway", "gateway")]
    public void Image_has_the_models_name_and_runs_non_root_on_both_architectures(string service, string name)
    {
        var asked = Command.Run("dotnet", [
            "msbuild", Path.Combine(Repository.Root, "services", service), "-p:_IsPublishing=true",
            "-getProperty:ContainerRepository,ContainerUser,RuntimeIdentifiers,PublishReadyToRun,ContainerFamily,"
                + "ContainerLicenseExpression"]);

        Assert.Equal(0, asked.ExitCode);
        var properties = JsonNode.Parse(asked.Output)!["Properties"]!.AsObject()
            .ToDictionary(property => property.Key, property => $"{property.Value}");
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["ContainerRepository"] = name,
                ["ContainerUser"] = "1654",
                ["RuntimeIdentifiers"] = "linux-x64;linux-arm64",
                ["PublishReadyToRun"] = "true",
                ["ContainerFamily"] = "noble-chiseled",
                ["ContainerLicenseExpression"] = "MIT",
            },
            properties);
    }

    [Fact]
    public void Dockerfile_builds_the_same_kind_of_image()
    {
        var bases = From().Matches(Dockerfile).Select(match => match.Groups[1].Value).ToList();
        Assert.EndsWith("-noble-chiseled", bases[^1], StringComparison.Ordinal);
        Assert.All(bases, image => Assert.Matches(":[0-9]", image));

        var last = Dockerfile[Dockerfile.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
        Assert.Contains("\nUSER 1654\n", last, StringComparison.Ordinal);
        Assert.DoesNotContain("\nRUN ", last, StringComparison.Ordinal);
        Assert.Contains("ENTRYPOINT [\"/app/service\"]", last, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?m)^FROM (?:--\S+ )?(\S+)")]
    private static partial Regex From();
}
