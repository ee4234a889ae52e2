using System.Text.RegularExpressions;
using Ecommerce.PolicyGenerator;
using Ecommerce.Testing;

namespace Ecommerce.Mesh.Tests;

public sealed class GeneratedFileTests
{
    public static TheoryData<string> Paths { get; } = [.. GeneratedFiles.Of(Repository.Root).Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Generated_file_is_up_to_date(string path)
    {
        var expected = GeneratedFiles.Of(Repository.Root).Single(file => file.Path == path).Text;
        Assert.True(
            expected == File.ReadAllText(Repository.PathOf(path)),
            $"{path} is not what the model and the gateway's routes say. Write it anew, and review what changes in a cluster: "
                + $"{GeneratedFiles.Command}");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Generated_file_has_a_header_and_is_part_of_its_component(string path)
    {
        var text = File.ReadAllText(Repository.PathOf(path));
        Assert.StartsWith("# Generated from", text, StringComparison.Ordinal);
        Assert.Contains(GeneratedFiles.Command, text.Split('\n')[0], StringComparison.Ordinal);
        // As a resource or as a patch.
        var component = File.ReadAllText(Repository.PathOf(Path.GetDirectoryName(path)!, "kustomization.yaml"));
        Assert.Matches($"- (path: )?{Regex.Escape(Path.GetFileName(path))}\n", component);
    }

    [Theory]
    [InlineData("manifests/components/network-policy/references.yaml")]
    [InlineData("manifests/components/mesh-istio/authorization.yaml")]
    public void New_reference_changes_generated_policies(string path)
    {
        const string anchor = "\"services__gateway__http__0\": \"{gateway.bindings.http.url}\"";
        var changed = PublishedModel.Text.Replace(
            anchor, $"{anchor}, \"services__analytics-service__http__0\": \"{{analytics-service.bindings.http.url}}\"",
            StringComparison.Ordinal);

        Assert.NotEqual(File.ReadAllText(Repository.PathOf(path)), Generate(changed, RoutesText, path));
    }

    [Theory]
    [InlineData("manifests/components/gateway-kong/routes.yaml")]
    [InlineData("manifests/components/ingress-nginx/routes.yaml")]
    [InlineData("manifests/components/mesh-istio/traffic.yaml")]
    public void Changed_route_changes_generated_routes(string path) => Assert.NotEqual(
        File.ReadAllText(Repository.PathOf(path)),
        Generate(PublishedModel.Text, RoutesText.Replace("\"/orders/export\"", "\"/orders/report\"", StringComparison.Ordinal), path));

    [Fact]
    public void Route_to_a_service_without_a_reference_is_rejected_with_a_hint()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Generate(
            PublishedModel.Text, RoutesText.Replace("\"analytics-service\"", "\"report-service\"", StringComparison.Ordinal), ""));
        Assert.Contains("leads /analytics to report-service", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AppHost.cs", refusal.Message, StringComparison.Ordinal);
    }

    private static string RoutesText => File.ReadAllText(Repository.PathOf(GeneratedFiles.RouteTable));

    private static string? Generate(string manifest, string routes, string path)
        => GeneratedFiles.Of(ManifestReader.Read(manifest), Route.Read(routes)).FirstOrDefault(file => file.Path == path).Text;
}
