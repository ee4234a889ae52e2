namespace Ecommerce.Arrows;

/// <summary>The arrows once more, for a mesh: who calls is known by its service account, which has the workload's name.</summary>
internal static class AuthorizationPolicies
{
    public static IEnumerable<object> Of(Model model, IReadOnlyList<Route> routes) => model.Workloads.Select(workload => new
    {
        apiVersion = "security.istio.io/v1",
        kind = "AuthorizationPolicy",
        metadata = new { name = workload.Name, labels = Labels.Of(workload, routes) },
        spec = new
        {
            selector = new { matchLabels = new Map { [Labels.Name] = workload.Name } },
            action = "ALLOW",
            rules = RulesOf(model, workload),
        },
    });

    // Without a rule such a policy lets nobody in.
    private static object[] RulesOf(Model model, Workload workload) =>
    [
        .. model.To(workload).GroupBy(arrow => arrow.Port).Select(arrows => new
        {
            from = new[] { new { source = new { serviceAccounts = arrows.Select(arrow => arrow.From) } } },
            to = new[] { new { operation = new { ports = new[] { $"{arrows.Key}" } } } },
        }),
    ];
}
