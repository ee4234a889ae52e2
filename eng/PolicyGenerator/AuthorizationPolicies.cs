namespace Ecommerce.PolicyGenerator;

/// <summary>The references for a mesh, where a caller is identified by its service account, which has the workload's name.</summary>
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
        .. model.To(workload).GroupBy(reference => reference.Port).Select(references => new
        {
            from = new[] { new { source = new { serviceAccounts = references.Select(reference => reference.From) } } },
            to = new[] { new { operation = new { ports = new[] { $"{references.Key}" } } } },
        }),
    ];
}
