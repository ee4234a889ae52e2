using System.Text.RegularExpressions;
using Ecommerce.Kubernetes;

namespace Ecommerce.Observability.Tests;

public sealed partial class AlertmanagerTests(Alertmanager alertmanager) : IClassFixture<Alertmanager>
{
    [NeedsFact(Programs.Amtool)]
    public void The_settings_can_be_read()
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
    public void An_alert_goes_to_whom_it_concerns(string receivers, params string[] labels)
    {
        var route = Command.Run(Programs.Amtool, ["config", "routes", "test", $"--config.file={alertmanager.SettingsFile}", .. labels]);
        Assert.Equal(receivers, route.Output.Trim());
    }

    [Fact]
    public void Routes_and_inhibitions_name_alerts_that_there_are()
    {
        string[] known = [.. RuleFiles.Alerts.Select(alert => alert.Name), "Watchdog", "InfoInhibitor"];
        var named = alertmanager.Settings.All().OfType<System.Text.Json.Nodes.JsonValue>().Select(value => AlertName().Match($"{value}")).Where(match => match.Success)
            .SelectMany(match => match.Groups[1].Value.Split('|'));
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void No_address_or_key_stands_among_the_settings()
        => Assert.DoesNotMatch("hooks.slack.com|\"api_url\"|\"routing_key\"|\"credentials\"|\"password\"", alertmanager.Settings.ToJsonString());

    [GeneratedRegex("^alertname=~?\"([^\"]+)\"$")]
    private static partial Regex AlertName();
}
