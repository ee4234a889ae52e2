using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

public sealed class RunbookTests
{
    private static readonly string Folder = Repository.PathOf("docs", "runbooks");

    [Fact]
    public void Every_alert_has_severity_summary_description_and_runbook_url()
        => Assert.All(RuleFiles.Alerts, alert =>
        {
            Assert.Contains(alert.Labels["severity"], (string[])["critical", "warning"]);
            Assert.NotEqual("", alert.Annotations["summary"]);
            Assert.NotEqual("", alert.Annotations["description"]);
            Assert.EndsWith($"/docs/runbooks/{alert.Name}.md", alert.Annotations["runbook_url"], StringComparison.Ordinal);
        });

    [Fact]
    public void Every_alert_has_a_runbook_and_every_runbook_an_alert()
        => Assert.Equal(
            RuleFiles.Alerts.Select(alert => alert.Name).Distinct().Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_runbook_has_diagnose_and_mitigate_sections_and_valid_links()
        => Assert.All(Directory.EnumerateFiles(Folder, "*.md"), file =>
        {
            var text = File.ReadAllText(file);
            Assert.StartsWith($"# {Path.GetFileNameWithoutExtension(file)}: ", text, StringComparison.Ordinal);
            Assert.Contains("\n## Diagnose\n1. ", text, StringComparison.Ordinal);
            Assert.Contains("\n## Mitigate\n- ", text, StringComparison.Ordinal);
            foreach (var link in text.Split("](").Skip(1).Select(rest => rest.Split(')')[0]))
                Assert.True(File.Exists(Path.Combine(Folder, link)), $"{file} links to {link}");
        });
}
