namespace Ecommerce.PolicyGenerator;

internal static class Labels
{
    public const string Name = "app.kubernetes.io/name", PartOf = "app.kubernetes.io/part-of", Namespace = "kubernetes.io/metadata.name";

    /// <summary>
    /// How a workload is reached from outside: <c>external</c> directly, <c>routed</c> by the gateway's routes.
    /// An ingress component patches the policies that have the label.
    /// </summary>
    public const string Entry = "ecommerce.example/entry";

    /// <summary>Which host an entry serves, <c>api</c>, <c>storefront</c> or <c>back-office</c>: an overlay names them.</summary>
    public const string Host = "ecommerce.example/host";

    public static Map Of(Workload workload, IReadOnlyList<Route> routes)
    {
        var labels = new Map { [PartOf] = "ecommerce" };
        if (workload.IsExternal)
            labels[Entry] = "external";
        else if (routes.Any(route => route.Service == workload.Name))
            labels[Entry] = "routed";
        return labels;
    }
}
