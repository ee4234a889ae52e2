namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>What an overlay brings stays in its own namespace, which it brings too.</summary>
internal static class Namespaces
{
    /// <summary>Kinds that belong to no namespace.</summary>
    private static readonly string[] Global =
        ["Namespace", "PriorityClass", "ClusterRole", "ClusterRoleBinding", "ClusterIssuer", "ClusterSecretStore", "KongClusterPlugin",
            "GatewayClass", "IngressClass", "StorageClass"];

    public static IEnumerable<string> Violations(Manifest manifest)
    {
        if (manifest.OfKind("Namespace").ToList() is not [var space])
            return [$"{manifest}: has not one Namespace but {manifest.OfKind("Namespace").Count()}"];
        return from one in manifest.Objects
               where !Global.Contains(one.Kind) && one.Namespace != space.Name
               select $"{one}: is in the namespace {one.Namespace ?? "of whoever applies it"}, not in {space.Name}";
    }
}
