using Ecommerce.Kubernetes;

namespace Ecommerce.Observability.Tests;

/// <summary>Rules and dashboards against what running services really tell.</summary>
[Collection(ObservedShopCollection.Name)]
public sealed class ScrapedTests(ObservedShop shop)
{
    private PrometheusServer Prometheus => shop.Prometheus;

    private static IEnumerable<(string Source, string Expression)> Expressions =>
        RuleFiles.Rules.Select(rule => (rule.Text("alert") ?? rule.Text("record")!, rule.Text("expr")!))
            .Concat(Dashboards.Queries.Select(query => ($"{query.Dashboard}, {query.Panel}", query.Expression)))
            .Concat(Outcomes);

    /// <summary>What is asked after a night of chaos; each experiment says what of.</summary>
    private static IEnumerable<(string Source, string Expression)> Outcomes
        => Directory.EnumerateFiles(Path.Combine(Kustomize.Root, "components", "chaos"), "*.yaml")
            .SelectMany(file => Yaml.Documents(File.ReadAllText(file))).Where(document => document.Text("kind") == "Schedule")
            .Select(experiment => (experiment.Text("metadata.name")!, experiment.Map("metadata.annotations")
                ["ecommerce.example/failed-when"].Replace("$namespace", ObservedShop.Namespace, StringComparison.Ordinal)));

    [NeedsFact(Programs.Prometheus)]
    public async Task Running_service_is_up()
    {
        var targets = await Prometheus.TargetsAsync();
        Assert.Equal(shop.Services.Count, targets.Count);
        Assert.All(targets,
            target => Assert.True(target.Text("health") == "up", $"{target.Text("labels.job")}: {target.Text("lastError")}"));
    }

    [NeedsFact(Programs.Prometheus)]
    public async Task Prometheus_evaluates_every_rule()
    {
        var rules = await Prometheus.RulesAsync();
        Assert.Equal(RuleFiles.Rules.Count, rules.Count);
        Assert.All(rules, rule => Assert.True(rule.Text("health") == "ok", $"{rule.Text("name")}: {rule.Text("lastError")}"));
    }

    [NeedsFact(Programs.Prometheus)]
    public async Task Prometheus_evaluates_every_query_of_the_dashboards()
    {
        foreach (var query in Dashboards.Queries)
            Assert.True(await Record.ExceptionAsync(() => Prometheus.QueryAsync(query.Expression)) is null, $"{query}");
    }

    [NeedsFact(Programs.Prometheus)]
    public async Task Healthy_shop_fails_no_experiment()
    {
        Assert.NotEmpty(Outcomes);
        foreach (var (experiment, expression) in Outcomes)
            Assert.True((await Prometheus.QueryAsync(expression)).Count == 0, $"{experiment}: {expression}");
    }

    [NeedsFact(Programs.Prometheus)]
    public async Task Queried_metric_is_exported_by_a_service()
    {
        var told = await Prometheus.NamesAsync();
        Assert.Empty(
            from asked in Expressions
            from selector in PromQl.Selectors(asked.Expression)
            where IsOurs(selector.Metric) && !told.Contains(selector.Metric)
            select $"{asked.Source}: {selector.Metric}");
    }

    [NeedsFact(Programs.Prometheus)]
    public async Task Queried_label_exists_on_its_metric()
    {
        var wrong = new List<string>();
        foreach (var (source, expression) in Expressions)
        {
            foreach (var selector in PromQl.Selectors(expression).Where(selector => IsOurs(selector.Metric)))
            {
                var labels = await Prometheus.LabelsAsync(selector.Metric);
                wrong.AddRange(selector.Matchers.Select(matcher => matcher.Label).Where(label => !Has(labels, label))
                    .Select(label => $"{source}: {selector.Metric} has no {label}"));
                foreach (var (label, value) in selector.Matchers.Where(matcher => matcher is { Value.Length: > 0 }
                    && !ExternalMetrics.Labels.Contains(matcher.Label)))
                    if ((await Prometheus.QueryAsync($"{selector.Metric}{{{label}=\"{value}\"}}")).Count == 0)
                        wrong.Add($"{source}: no {selector.Metric} has {label}=\"{value}\"");
            }
        }

        Assert.Empty(wrong);
    }

    [NeedsFact(Programs.Prometheus)]
    public async Task Grouping_label_exists_in_the_expression()
    {
        var wrong = new List<string>();
        foreach (var (source, expression) in Expressions)
        {
            var selectors = PromQl.Selectors(expression);
            if (selectors.Any(selector => !IsOurs(selector.Metric)))
                continue;
            var labels = new HashSet<string>(StringComparer.Ordinal);
            foreach (var selector in selectors)
                labels.UnionWith(await Prometheus.LabelsAsync(selector.Metric));
            wrong.AddRange(selectors[0].Grouped.Where(label => !Has(labels, label)).Select(label => $"{source}: {label}"));
        }

        Assert.Empty(wrong);
    }

    [NeedsFact(Programs.Prometheus)]
    public async Task Selling_shop_fills_its_panels()
    {
        var empty = new List<string>();
        foreach (var query in Dashboards.Queries.Where(IsAboutTheShopAtWork))
            if ((await Prometheus.QueryAsync(query.Expression)).Count == 0)
                empty.Add($"{query}");
        Assert.Empty(empty);
    }

    [NeedsFact(Programs.Prometheus)]
    public async Task Healthy_shop_fires_no_alert()
        => Assert.Empty((await Prometheus.RulesAsync()).Where(rule => rule.Text("state") == "firing").Select(rule => rule.Text("name")));

    [Fact]
    public void External_metric_on_the_list_is_used()
        => Assert.Empty(ExternalMetrics.Names.Except(Expressions.SelectMany(asked => PromQl.Selectors(asked.Expression))
            .Select(selector => selector.Metric)));

    private static bool IsOurs(string metric) => !ExternalMetrics.Names.Contains(metric) && !RuleFiles.Recorded.Contains(metric);

    /// <summary>Faults there are none, and no week ago.</summary>
    private static bool IsAboutTheShopAtWork(DashboardQuery query)
        => PromQl.Selectors(query.Expression).All(selector => !ExternalMetrics.Names.Contains(selector.Metric) || selector.Metric == "up")
            && !query.Expression.Contains("5..", StringComparison.Ordinal) && !query.Expression.Contains("offset", StringComparison.Ordinal)
            && !query.Expression.Contains("error_type!=", StringComparison.Ordinal);

    private static bool Has(IReadOnlySet<string> labels, string label) => labels.Contains(label) || ExternalMetrics.Labels.Contains(label);
}
