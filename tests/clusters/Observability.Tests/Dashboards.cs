using System.Text.Json.Nodes;
using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>A query as Grafana sends it, its variables filled in.</summary>
internal sealed record DashboardQuery(string Dashboard, string Panel, string Expression)
{
    public override string ToString() => $"{Dashboard}, {Panel}: {Expression}";
}

internal static class Dashboards
{
    private static readonly string Folder = Repository.PathOf("manifests", "components", "observability", "stack", "dashboards");

    private static readonly (string Name, string Value)[] Variables =
    [
        ("$__rate_interval", "1m"), ("$namespace", ObservedShop.Namespace), ("$service", "order-service"), ("$instance", "postgres-0"),
    ];

    public static IReadOnlyDictionary<string, JsonObject> All { get; } = Directory.EnumerateFiles(Folder, "*.json").ToDictionary(
        file => Path.GetFileName(file), file => JsonNode.Parse(File.ReadAllText(file))!.AsObject(), StringComparer.Ordinal);

    public static IReadOnlyList<DashboardQuery> Queries { get; } =
    [
        .. from dashboard in All
           from query in dashboard.Value.Each("panels").SelectMany(PanelQueries).Concat(AnnotationQueries(dashboard.Value))
               .Concat(VariableQueries(dashboard.Value))
           select new DashboardQuery(dashboard.Key, query.Panel, Filled(query.Expression)),
    ];

    private static IEnumerable<(string Panel, string Expression)> PanelQueries(JsonNode panel)
        => panel.Each("targets").Select(target => (panel.Text("title")!, target.Text("expr")!));

    private static IEnumerable<(string Panel, string Expression)> AnnotationQueries(JsonNode dashboard)
        => dashboard.Each("annotations.list").Select(annotation => ("annotation " + annotation.Text("name"), annotation.Text("expr")!));

    // label_values(SELECTOR, LABEL)
    private static IEnumerable<(string Panel, string Expression)> VariableQueries(JsonNode dashboard)
        => from variable in dashboard.Each("templating.list")
           let query = variable.Text("query.query")
           where query is not null
           select ("variable " + variable.Text("name"), query["label_values(".Length..query.LastIndexOf(',')]);

    private static string Filled(string expression)
        => Variables.Aggregate(expression, (filled, variable) => filled.Replace(variable.Name, variable.Value, StringComparison.Ordinal));
}
