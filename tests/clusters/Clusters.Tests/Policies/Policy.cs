namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>A rule for what goes to a cluster.</summary>
/// <param name="Name">What it asks for.</param>
/// <param name="Violations">What breaks it, one line each.</param>
internal sealed record Policy(string Name, Func<Manifest, IEnumerable<string>> Violations)
{
    public static IReadOnlyList<Policy> All { get; } =
    [
        new("images have a version", Images.Violations),
        new("containers have probes", Probes.Violations),
        new("containers have requests and limits", Resources.Violations),
        new("pods are hardened", Hardening.Violations),
        new("disruption budgets protect and let nodes drain", DisruptionBudgets.Violations),
        new("autoscalers have targets", Autoscalers.Violations),
        new("selectors match their own pods alone", Selectors.Violations),
        new("services have endpoints", Endpoints.Violations),
        new("references resolve", References.Violations),
        new("environment resolves", Variables.Violations),
        new("secrets have no value", SecretValues.Violations),
        new("objects are in one namespace", Namespaces.Violations),
        new("a stop has time to drain", Stops.Violations),
        new("roles are narrow", Roles.Violations),
    ];
}
