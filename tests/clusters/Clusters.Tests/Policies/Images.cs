using System.Text.RegularExpressions;

namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>What runs today runs tomorrow: an image has a tag that does not move, or a digest.</summary>
internal static partial class Images
{
    public static IEnumerable<string> Violations(Manifest manifest)
        => from workload in manifest.Workloads
           from container in workload.AllContainers
           let image = container.Text("image") ?? ""
           where !Versioned().IsMatch(image)
           select $"{workload}: {container.Text("name")} runs {(image.Length == 0 ? "no image" : image)}, which has no version";

    [GeneratedRegex(@"^[^@]+(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$")]
    private static partial Regex Versioned();
}
