using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Ecommerce.Manifests.Tests.Drift;

/// <summary>Where the shop's own images are, and of which version, before an overlay says otherwise.</summary>
internal static class Release
{
    private static readonly string Registry = (string)JsonNode.Parse(File.ReadAllText(
        Path.Combine(Repository.Root, "Ecommerce.AppHost/aspirate.json")))!["ContainerSettings"]!["Registry"]!;

    private static readonly string Version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version")
        .Single().Value;

    public static string ImageOf(string service) => $"{Registry}/{service}:{Version}";
}
