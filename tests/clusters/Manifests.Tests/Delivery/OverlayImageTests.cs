using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Manifests.Tests.Delivery;

/// <summary>What a workflow writes into an overlay is what a cluster runs.</summary>
public sealed class OverlayImageTests : IDisposable
{
    private const string Component = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages:\n";

    private readonly Checkout checkout = new("manifests");

    [KubectlTheory]
    [InlineData("development")]
    [InlineData("staging")]
    [InlineData("production")]
    public void Overlay_runs_the_images_that_were_set(string overlay)
    {
        var services = Directory.EnumerateFiles(checkout.PathOf("manifests/base"), "deployment.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)));
        File.WriteAllText(
            checkout.PathOf($"manifests/overlays/{overlay}/images/kustomization.yaml"),
            Component + string.Concat(
                services.Select(
                    service => $"- name: registry.ecommerce.example/{service}\n  newName: ghcr.io/me/shop/{service}\n  newTag: test\n")));

        var built = Command.Run("kubectl", ["kustomize", checkout.PathOf($"manifests/overlays/{overlay}")]);

        Assert.Equal("", built.Error);
        var images = Manifest.Parse(built.Output, overlay).Workloads.SelectMany(workload => workload.Containers)
            .Select(container => $"{container["image"]}").ToList();
        Assert.DoesNotContain(images, image => image.StartsWith("registry.ecommerce.example/", StringComparison.Ordinal));
        Assert.Equal(12, images.Count(image => image.StartsWith("ghcr.io/me/shop/", StringComparison.Ordinal)));
    }

    public void Dispose() => checkout.Dispose();
}
