using System.Text.RegularExpressions;
using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

public sealed partial class AlertmanagerTests(Alertmanager alertmanager) : IClassFixture<Alertmanager>
{
    [NeedsFact(Programs.Amtool)]
    public void Alertmanager_configuration_is_valid()
    {
        var check = Command.Run(Programs.Amtool, ["check-config", alertmanager.SettingsFile]);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    [NeedsTheory(Programs.Amtool)]
    [InlineData("on-call", "alertname=ServiceDown", "severity=critical", "namespace=ecommerce")]
    [InlineData("tickets", "alertname=ConsumerLagging", "severity=warning", "namespace=ecommerce")]
    [InlineData("shop,on-call", "alertname=PaymentDiscrepancies", "severity=critical", "namespace=ecommerce")]
    [InlineData("tests", "alertname=ServiceDown", "severity=critical", "namespace=ecommerce-staging")]
    [InlineData("tests", "alertname=OrdersStuck", "severity=critical", "namespace=ecommerce-dev")]
    [InlineData("heartbeat", "alertname=Watchdog", "severity=none")]
    [InlineData("nobody", "alertname=InfoInhibitor", "severity=none")]
    public void Alert_is_routed_to_its_receivers(string receivers, params string[] labels)
    {
        var route = Command.Run(Programs.Amtool, ["config", "routes", "test", $"--config.file={alertmanager.SettingsFile}", .. labels]);
        Assert.Equal(receivers, route.Output.Trim());
    }

    [Fact]
    public void Routes_and_inhibitions_name_existing_alerts()
    {
        string[] known = [.. RuleFiles.Alerts.Select(alert => alert.Name), "Watchdog", "InfoInhibitor"];
        var named = alertmanager.Settings.All().OfType<System.Text.Json.Nodes.JsonValue>().Select(value => AlertName().Match($"{value}"))
            .Where(match => match.Success)
            .SelectMany(match => match.Groups[1].Value.Split('|'));
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void Alertmanager_configuration_contains_no_secrets()
        => Assert.DoesNotMatch("hooks.slack.com|\"api_url\"|\"routing_key\"|\"credentials\"|\"password\"",
            alertmanager.Settings.ToJsonString());

    [GeneratedRegex("^alertname=~?\"([^\"]+)\"$")]
    private static partial Regex AlertName();
}
