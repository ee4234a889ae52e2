using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>The rules against series that somebody thought of: <c>Rules/*.yaml</c>, which promtool reads.</summary>
public sealed class RuleTests(RuleRuns runs) : IClassFixture<RuleRuns>
{
    public static TheoryData<string> Files => [.. RuleRuns.Files.Select(file => Path.GetFileName(file))];

    [NeedsFact(Programs.Promtool)]
    public void Rules_are_valid()
    {
        var check = Command.Run(Programs.Promtool,
            ["check", "rules", .. RuleFiles.Specs.Keys.Select(file => Path.Combine(runs.Folder, file))]);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    [NeedsTheory(Programs.Promtool)]
    [MemberData(nameof(Files))]
    public async Task Alert_fires_exactly_in_its_cases(string file)
    {
        var run = await runs.ResultAsync(file);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Fact]
    public void Alert_has_a_firing_and_a_silent_case()
    {
        var cases = RuleRuns.Files.SelectMany(file => Yaml.Documents(File.ReadAllText(file))).SelectMany(document => document.Each("tests"))
            .SelectMany(test => test.Each("alert_rule_test"))
                .ToLookup(test => test.Text("alertname") ?? "", test => test.Each("exp_alerts").Any());
        Assert.Equal(Names,
            cases.Where(alert => alert.Contains(true) && alert.Contains(false)).Select(alert => alert.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Alert_of_each_severity_has_a_firing_case()
    {
        var seen = RuleRuns.Files.SelectMany(file => Yaml.Documents(File.ReadAllText(file))).SelectMany(document => document.Each("tests"))
            .SelectMany(test => test.Each("alert_rule_test"))
                .SelectMany(test => test.Each("exp_alerts").Select(alert => Key(test.Text("alertname") ?? "", alert.Map("exp_labels"))));
        Assert.Empty(RuleFiles.Alerts.Select(alert => Key(alert.Name, alert.Labels)).Except(seen));

        static string Key(string name, IReadOnlyDictionary<string, string> labels)
            => $"{name} {labels["severity"]} {labels.GetValueOrDefault("window")}";
    }

    [Fact]
    public void Alert_text_names_its_subject()
    {
        var texts = RuleRuns.Files.SelectMany(file => Yaml.Documents(File.ReadAllText(file))).SelectMany(document => document.Each("tests"))
            .SelectMany(test => test.Each("alert_rule_test")).SelectMany(test => test.Each("exp_alerts"))
                .Select(alert => alert.Map("exp_annotations")).ToList();
        Assert.All(texts, text => Assert.Equal(["description", "runbook_url", "summary"], text.Keys.Order(StringComparer.Ordinal)));
        Assert.All(texts.SelectMany(text => text.Values), text => Assert.DoesNotMatch(@"no value|error expanding|\{\{|\}\}|  |NaN", text));
    }

    private static IEnumerable<string> Names => RuleFiles.Alerts.Select(alert => alert.Name).Distinct().Order(StringComparer.Ordinal);
}
