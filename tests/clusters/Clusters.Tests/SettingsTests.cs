using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests;

/// <summary>A setting that nobody reads is worse than none: it looks as if it worked.</summary>
public sealed partial class SettingsTests
{
    private static readonly string Documented = File.ReadAllText(Repository.PathOf("docs", "configuration.md"));

    public static TheoryData<string> Overlays { get; } = [.. Kustomize.Names("overlays")];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Overlay_setting_is_documented(string overlay)
        => Assert.Empty(from map in Kustomize.Build($"overlays/{overlay}").OfKind("ConfigMap")
                        where Config().IsMatch(map.Name)
                        from key in map.Root.Map("data").Keys
                        where !IsKnown(key)
                        select $"{map}: {key}");

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Checkout_has_the_form_of_the_provider_that_takes_its_payments(string overlay)
    {
        var settings = Kustomize.Build($"overlays/{overlay}").OfKind("ConfigMap").SelectMany(map => map.Root.Map("data")).ToList();
        var isStripe = settings.Contains(new("Payments__Provider", "stripe"));

        Assert.Equal(isStripe ? 1 : 0, settings.Count(setting => setting.Key == "Stripe__PublishableKey" && setting.Value.Length > 0));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Feature_flags_are_documented_and_mounted_as_a_directory(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        // A name that never changes, so that the files change and not the pods.
        var flags = manifest.Get("ConfigMap", "feature-flags").Root.Map("data");
        Assert.Equal(Flag().Matches(Documented).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal),
            flags.Keys.Order(StringComparer.Ordinal));
        Assert.All(flags.Values, value => Assert.Contains(value, (string[])["true", "false"]));

        var readers = manifest.Workloads.Where(workload => workload.Containers.Any(container => container.Each("env")
            .Any(entry => entry.Text("name") == "Features__Directory"))).ToList();
        Assert.NotEmpty(readers);
        Assert.All(readers, reader => Assert.Contains(reader.Containers.Single().Each("volumeMounts"),
            mount
                => mount.Text("name") == "feature-flags" && mount.Text("mountPath") == "/etc/feature-flags"
                && mount.Text("subPath") is null));
    }

    /// <summary>By its whole name, or as its first part and one of the rest, as the table of settings writes several of a group.</summary>
    private static bool IsKnown(string key)
    {
        var name = Index().Replace(key, "__N");
        var rest = name[(name.IndexOf("__", StringComparison.Ordinal) + 1)..];
        return Frameworks().IsMatch(name) || Documented.Contains($"`{name}`", StringComparison.Ordinal)
            || key.StartsWith("PARAM_", StringComparison.Ordinal)
            || Documented.Contains($"`{name.Split("__")[0]}__", StringComparison.Ordinal)
                && Documented.Contains($"`_{rest}`", StringComparison.Ordinal);
    }

    // Without the hash that Kustomize appends.
    [GeneratedRegex("^(global|[a-z-]+)-config(-[a-z0-9]{10})?$")]
    private static partial Regex Config();

    [GeneratedRegex(@"^\| `([A-Z_]+)` \| (?:on|off) \|", RegexOptions.Multiline)]
    private static partial Regex Flag();

    [GeneratedRegex(@"__\d+")]
    private static partial Regex Index();

    // Known to ASP.NET Core and OpenTelemetry.
    [GeneratedRegex("^(ASPNETCORE_ENVIRONMENT|Logging__(LogLevel|Console)__.+|OTEL_.+)$")]
    private static partial Regex Frameworks();
}
