using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>A real Alertmanager is told of two alerts at once.</summary>
public sealed class InhibitionTests(AlertmanagerServer alertmanager) : IClassFixture<AlertmanagerServer>
{
    [NeedsTheory(Programs.Alertmanager)]
    [InlineData("ServiceDown critical cart-service", "ErrorBudgetBurn critical cart-service", true)]
    [InlineData("ServiceDown critical cart-service", "ErrorBudgetBurn critical user-service", false)]
    [InlineData("ErrorBudgetBurn critical user-service", "ErrorBudgetBurn warning user-service", true)]
    [InlineData("ErrorBudgetBurn critical user-service", "LatencyBudgetBurn warning user-service", false)]
    [InlineData("PostgresDown critical -", "OutboxLagging critical order-service", true)]
    [InlineData("PostgresDown critical -", "StockMismatch critical -", false)]
    [InlineData("PaymentProviderUnavailable critical -", "PaymentFailureRate critical -", true)]
    [InlineData("OrdersStuck critical -", "ReservationsLapsing warning -", true)]
    public async Task Consequence_of_a_firing_alert_is_inhibited(string cause, string effect, bool silent)
    {
        // Alerts of other rows are of other shops.
        var shop = $"shop-{Guid.CreateVersion7():n}";
        using var told = await alertmanager.Client.PostAsJsonAsync("alerts", new JsonArray(Labelled(cause, shop), Labelled(effect, shop)));
        Assert.True(told.IsSuccessStatusCode, await told.Content.ReadAsStringAsync());

        // A moment may pass until the cause is known to the effect's route.
        await Eventually.Async(async () => await IsInhibitedAsync(effect, shop) == silent,
            $"{effect} is {(silent ? "" : "not ")}inhibited by {cause}");
        Assert.False(await IsInhibitedAsync(cause, shop));
    }

    private async Task<bool> IsInhibitedAsync(string alert, string shop)
    {
        var labels = Labels(alert, shop);
        var alerts = await alertmanager.Client.GetFromJsonAsync<JsonArray>($"alerts?filter=namespace%3D{shop}");
        return alerts!.Single(one => labels.All(label => one.Map("labels").GetValueOrDefault(label.Key) == label.Value))
            .Each("status.inhibitedBy").Any();
    }

    private static JsonObject Labelled(string alert, string shop)
        => new()
        {
            ["labels"] = new JsonObject(Labels(alert, shop)
            .Select(label => KeyValuePair.Create<string, JsonNode?>(label.Key, label.Value)))
        };

    private static Dictionary<string, string> Labels(string alert, string shop)
    {
        var parts = alert.Split(' ');
        var labels = new Dictionary<string, string> { ["alertname"] = parts[0], ["severity"] = parts[1], ["namespace"] = shop };
        if (parts[2] != "-")
            labels["job"] = parts[2];
        return labels;
    }
}
