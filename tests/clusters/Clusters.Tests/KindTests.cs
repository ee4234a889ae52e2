using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests;

/// <summary>Of eng/kind all that needs no cluster.</summary>
public sealed partial class KindTests
{
    private static readonly string Folder = Repository.PathOf("eng", "kind");

    [KubectlFact]
    public void Overlay_is_staging_made_small()
    {
        var (kind, staging) = (Kustomize.Build("../eng/kind/overlay"), Kustomize.Build("overlays/staging"));
        Assert.Empty(Schemas.Errors(kind.Objects));
        // What chaos and recommendations need is left out; a bucket is added.
        Assert.Equal(
            Names(staging).Where(name => !name.StartsWith("VerticalPodAutoscaler/", StringComparison.Ordinal)
                && !name.StartsWith("Schedule/", StringComparison.Ordinal))
                .Concat(["Deployment/bucket", "Service/bucket", "NetworkPolicy/bucket"]).Order(StringComparer.Ordinal),
            Names(kind).Order(StringComparer.Ordinal));
    }

    [KubectlFact]
    public void Charts_are_installed_as_Argo_CD_syncs_them()
    {
        var run = Command.Run("bash", [Path.Combine(Folder, "charts.sh")]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var applications = Kustomize.Build("gitops").OfKind("Application")
            .Select(application => (application.Name, Chart: ChartValues.Sources(application)
                .SingleOrDefault(source => source.Text("chart") is not null), Application: application))
            .Where(one => one.Chart is not null)
            .Select(one => string.Join(' ',
            [
                one.Name, one.Chart.Text("repoURL"), one.Chart.Text("chart"), one.Chart.Text("targetRevision"),
                one.Chart.Text("helm.releaseName"), one.Application.Root.Text("spec.destination.namespace"),
                .. ChartValues.Files(one.Application).Select(file => Path.GetRelativePath(Repository.Root, file)),
            ]));
        Assert.Equal(applications.Order(StringComparer.Ordinal), run.Output.TrimEnd().Split('\n').Order(StringComparer.Ordinal));
        Assert.True(run.Output.IndexOf("prometheus ", StringComparison.Ordinal) < run.Output.IndexOf("kong ", StringComparison.Ordinal));
    }

    [KubectlFact]
    public void Vault_has_what_every_secret_asks_for()
    {
        var rendered = Command.Run("kubectl", ["kustomize", Path.Combine(Folder, "overlay")]).Output;
        var run = Command.Run("bash", [Path.Combine(Folder, "vault.sh")], rendered);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var store = Assert.Single(Manifest.Parse(run.Output).Objects);
        Assert.Empty(Schemas.Errors([store]));
        var values = store.Root.Each("spec.provider.fake.data")
            .ToDictionary(entry => entry.Text("key")!, entry => JsonNode.Parse(entry.Text("value")!)!.AsObject(), StringComparer.Ordinal);
        Assert.All(Manifest.Parse(rendered).OfKind("ExternalSecret").SelectMany(secret => secret.Root.Each("spec.data")), entry
            => Assert.NotEqual("", values[entry.Text("remoteRef.key")!].Text(entry.Text("remoteRef.property")!) ?? ""));
    }

    [Fact]
    public void Scripts_are_well_formed_and_call_scripts_that_are_there()
    {
        var scripts = Directory.EnumerateFiles(Folder, "*.sh").Append(Repository.PathOf("manifests", "up.sh")).ToList();
        Assert.All(scripts, script => Assert.Equal("", Command.Run("bash", ["-n", script]).Error));
        Assert.All(scripts.SelectMany(script => Called().Matches(File.ReadAllText(script))).Select(match => match.Groups[1].Value),
            called => Assert.True(File.Exists(Repository.PathOf(called)), called));
    }

    [Fact]
    public void Check_without_a_name_says_what_there_is()
    {
        var run = Command.Run("bash", [Path.Combine(Folder, "check.sh")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Usage: eng/kind/check.sh targets | checkout", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(Manifest manifest) => manifest.Objects.Select(one => Hash().Replace($"{one}", ""));

    [GeneratedRegex(@"\b((?:eng|manifests|loadtest)/(?:[\w-]+/)*[\w-]+\.(?:sh|js|yaml))\b")]
    private static partial Regex Called();

    [GeneratedRegex("-[a-z0-9]{10}$")]
    private static partial Regex Hash();
}
