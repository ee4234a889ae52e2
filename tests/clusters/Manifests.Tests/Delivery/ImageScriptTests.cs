namespace Ecommerce.Manifests.Tests.Delivery;

/// <summary>What the workflows call to say which images run where.</summary>
public sealed class ImageScriptTests : IDisposable
{
    private const string Ours = "registry.ecommerce.example";

    private readonly Checkout checkout = new(
        "manifests/base", "manifests/images.sh", "manifests/set-images.sh", "manifests/promote.sh", "eng/publish-image.sh",
            "Ecommerce.AppHost/aspirate.json",
        "services/OrderService/Program.cs",
        "manifests/overlays/development/images", "manifests/overlays/staging/images", "manifests/overlays/production/images");

    public ImageScriptTests() => checkout.Stand("kustomize", new Dictionary<string, string>
    {
        ["edit set image"] = "shift 3; printf '%s\\n' \"$@\" > set",
    });

    [Fact]
    public async Task Overlay_runs_every_service_from_the_given_registry()
    {
        var (exitCode, _, error) = await checkout.RunAsync("manifests/set-images.sh", "development", "ghcr.io/me/shop", "1.4.0");

        Assert.Equal((0, ""), (exitCode, error));
        var images = checkout.Read("manifests/overlays/development/images/set")!.TrimEnd().Split('\n');
        Assert.Equal(12, images.Length);
        Assert.Contains($"{Ours}/order-service=ghcr.io/me/shop/order-service:1.4.0", images);
        Assert.DoesNotContain(images, image => image.Contains("postgres", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Overlay_runs_images_by_digest_where_told()
    {
        checkout.Stand("docker", new Dictionary<string, string> { ["buildx imagetools inspect ghcr.io/me/shop/"] = "echo sha256:abc" });

        var (exitCode, _, error) = await checkout.RunAsync(
            "manifests/set-images.sh", "--digests", "development", "ghcr.io/me/shop", "1.4.0");

        Assert.Equal((0, ""), (exitCode, error));
        var images = checkout.Read("manifests/overlays/development/images/set")!.TrimEnd().Split('\n');
        Assert.Equal(12, images.Length);
        Assert.Contains($"{Ours}/order-service=ghcr.io/me/shop/order-service@sha256:abc", images);
    }

    [Theory]
    [InlineData("eng/publish-image.sh", "OrderService ghcr.io/me/shop 1.4.0")]
    [InlineData("manifests/set-images.sh", "--digests development ghcr.io/me/shop 1.4.0")]
    public async Task Image_that_the_registry_does_not_have_is_a_failure(string script, string arguments)
    {
        checkout.Stand("dotnet", new Dictionary<string, string> { ["publish"] = "true" });
        checkout.Stand("docker", new Dictionary<string, string> { ["buildx imagetools inspect"] = "exit 1" });

        var (exitCode, output, _) = await checkout.RunAsync(script, arguments.Split(' '));

        Assert.NotEqual(0, exitCode);
        Assert.Equal("", output);
    }

    [Fact]
    public async Task Promotion_copies_the_images_of_development_to_staging()
    {
        Running("development", "ghcr.io/me/shop/order-service@sha256:abc", "ghcr.io/me/shop/gateway:1.4.0",
            "docker.io/library/postgres:17.6");

        var (exitCode, _, error) = await checkout.RunAsync("manifests/promote.sh", "staging");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            [$"{Ours}/gateway=ghcr.io/me/shop/gateway:1.4.0", $"{Ours}/order-service=ghcr.io/me/shop/order-service@sha256:abc"],
            checkout.Read("manifests/overlays/staging/images/set")!.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Image_that_was_never_built_is_not_promoted()
    {
        Running("staging", $"{Ours}/order-service:0.1.0");

        var (exitCode, _, error) = await checkout.RunAsync("manifests/promote.sh", "production");

        Assert.Equal(1, exitCode);
        Assert.Contains("Run: manifests/set-images.sh staging", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifests/set-images.sh", "qa ghcr.io/me/shop 1.4.0", "There is no overlay qa. It is one of: development")]
    [InlineData("manifests/set-images.sh", "staging ghcr.io/me/shop latest", "never latest")]
    [InlineData("manifests/set-images.sh", "staging", "Usage: manifests/set-images.sh")]
    [InlineData("manifests/promote.sh", "qa", "There is no overlay qa")]
    [InlineData("manifests/promote.sh", "development", "Nothing comes before development")]
    [InlineData("manifests/promote.sh", "", "Usage: manifests/promote.sh")]
    [InlineData("eng/publish-image.sh", "GiftService ghcr.io/me/shop 1.4.0", "There is no service GiftService. It is one of: OrderService")]
    [InlineData("eng/publish-image.sh", "OrderService ghcr.io/me/shop latest", "never latest")]
    [InlineData("eng/publish-image.sh", "OrderService", "Usage: eng/publish-image.sh")]
    public async Task Invalid_input_is_rejected_with_a_hint(string script, string arguments, string advice)
    {
        var (exitCode, _, error) = await checkout.RunAsync(script, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(1, exitCode);
        Assert.Contains(advice, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_image_is_named_as_in_the_model_with_its_digest()
    {
        checkout.Stand("dotnet", new Dictionary<string, string> { ["publish services/OrderService"] = "echo \"$*\" > published" });
        checkout.Stand("docker", new Dictionary<string,
            string>
        { ["buildx imagetools inspect ghcr.io/me/shop/order-service:1.4.0"] = "echo sha256:abc" });

        var (exitCode, output, _) = await checkout.RunAsync("eng/publish-image.sh", "OrderService", "ghcr.io/me/shop", "1.4.0");

        Assert.Equal((0, "ghcr.io/me/shop/order-service@sha256:abc\n"), (exitCode, output));
        Assert.Contains("-p:ContainerRegistry=ghcr.io -p:ContainerRepository=me/shop/order-service -p:ContainerImageTag=1.4.0",
            checkout.Read("published"), StringComparison.Ordinal);
    }

    public void Dispose() => checkout.Dispose();

    private void Running(string overlay, params string[] images) => checkout.Stand("kubectl", new Dictionary<string, string>
    {
        [$"kustomize overlays/{overlay}"] = $"printf '        image: %s\\n' {string.Join(' ', images)}",
    });
}
