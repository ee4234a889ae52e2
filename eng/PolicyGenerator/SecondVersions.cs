using YamlDotNet.RepresentationModel;

namespace Ecommerce.PolicyGenerator;

/// <summary>
/// A service's Deployment once more, under another name and version, for components that run two versions at once. A copy of the base's and
/// no
/// reference to it: Kustomize takes a renamed object for both, and patches by name then fail.
/// </summary>
internal static class SecondVersions
{
    private static readonly (string Path, string Service, string Suffix, string Version)[] All =
    [
        ("manifests/components/mesh-istio/canary/next.yaml", "user-service", "canary", "v2"),
        ("manifests/components/mesh-istio/ab-test/variation.yaml", "order-service", "variation", "v2"),
        ("manifests/components/blue-green/green.yaml", "catalog-service", "green", "green"),
    ];

    public static IEnumerable<(string Path, string Text)> Of(string root) => All.Select(second =>
    {
        var source = $"manifests/base/{second.Service}/deployment.yaml";
        return (second.Path, Yaml.Of(source, [Copy(Path.Combine(root, source), second.Service, second.Suffix, second.Version)]));
    });

    private static YamlMappingNode Copy(string file, string service, string suffix, string version)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(file)));
        var deployment = (YamlMappingNode)stream.Documents[0].RootNode;

        Set(deployment["metadata"], "name", $"{service}-{suffix}");
        Set(deployment["spec"]["selector"]["matchLabels"], "version", version);
        Set(deployment["spec"]["template"]["metadata"]["labels"], "version", version);
        // Its own name in the registry: an overlay that sets the service's tag leaves it alone.
        Set(deployment["spec"]["template"]["spec"]["containers"][0], "image", $"registry.ecommerce.example/{service}-next:0.2.0");
        return deployment;
    }

    private static void Set(YamlNode mapping, string key, string value) => ((YamlMappingNode)mapping).Children[key] = value;
}
