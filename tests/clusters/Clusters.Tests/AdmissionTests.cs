using System.Text.RegularExpressions;

namespace Ecommerce.Clusters.Tests;

/// <summary>Which images the cluster lets in, by the policies of <c>manifests/platform/cluster/images.yaml</c>.</summary>
public sealed class AdmissionTests
{
    private const string Shop = "ghcr.io/ecommerce-example/ecommerce/";

    private static readonly Manifest Policies = Manifest.Parse(
        File.ReadAllText(Path.Combine(Kustomize.Root, "platform", "cluster", "images.yaml")));

    [KubectlFact]
    public void Images_of_production_are_let_in()
    {
        var manifest = Kustomize.Build("overlays/production");
        var images = manifest.Workloads.SelectMany(workload => workload.AllContainers).Select(container => container.Text("image")!)
            .Append(manifest.OfKind("Cluster").Single().Root.Text("spec.imageName")!)
            // As the delivery names those of the shop.
            .Select(image => image.Replace("registry.ecommerce.example/", Shop, StringComparison.Ordinal));
        Assert.DoesNotContain(images.Distinct(), image => !PoliciesOf(image).Any());
    }

    [Theory]
    [InlineData("quay.io/strimzi/kafka:0.48.0-kafka-4.1.0", "others")]
    [InlineData("docker.elastic.co/elasticsearch/elasticsearch:9.2.0", "others")]
    [InlineData("quay.io/mongodb/mongodb-agent-ubi:108.0.2", "others")]
    [InlineData("docker.io/istio/proxyv2:1.27.3", "others")]
    [InlineData("docker.io/library/redis@sha256:0000000000000000000000000000000000000000000000000000000000000000", "others")]
    [InlineData($"{Shop}order-service@sha256:0000000000000000000000000000000000000000000000000000000000000000", "shop")]
    [InlineData("docker.io/somebody/redis:8.6", null)]
    [InlineData("ghcr.io/somebody/order-service:0.1.0", null)]
    [InlineData("registry.example/library/redis:8.6", null)]
    [InlineData("docker.io/library/busybox:1.37", null)]
    public void Image_is_let_in_by(string image, string? policy)
        => Assert.Equal(policy is null ? [] : [policy], PoliciesOf(image));

    [Fact]
    public void Images_without_a_policy_stay_out()
        => Assert.Equal(
            "deny",
            Yaml.Documents(File.ReadAllText(Path.Combine(Kustomize.Root, "platform", "values", "policy-controller.yaml"))).Single()
                .Text("webhook.configData.no-match-policy"));

    private static IEnumerable<string> PoliciesOf(string image)
        => from policy in Policies.OfKind("ClusterImagePolicy")
           where policy.Root.Each("spec.images").Any(pattern => IsMatch(pattern.Text("glob")!, image))
           select policy.Name;

    // As the controller compares them: * stops at a slash, ** does not, and images of Docker Hub have its real name.
    private static bool IsMatch(string glob, string image)
    {
        var pattern = Regex.Escape(glob).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        var name = image.StartsWith("docker.io/", StringComparison.Ordinal) ? $"index.{image}" : image;
        return Regex.IsMatch(name, $"^{pattern}$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
