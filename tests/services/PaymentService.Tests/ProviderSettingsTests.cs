using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class ProviderSettingsTests(PaymentShop shop)
{
    [Theory]
    [InlineData("Payments__Provider", "paypal", "Payments:Provider")]
    [InlineData("SimulatedProvider__WebhookSecret", "", "SimulatedProvider:WebhookSecret")]
    [InlineData("ProviderCalls__Timeout", "00:00:00", "ProviderCalls:Timeout")]
    [InlineData("Reconciliation__Interval", "-1", "Reconciliation:Interval")]
    public async Task Invalid_setting_fails_startup_and_is_named(string setting, string value, string named)
    {
        var settings = new Dictionary<string, string>(shop.Settings)
        {
            ["SimulatedProvider__WebhookAddress"] = "http://127.0.0.1:1/payments/webhooks/simulated",
            [setting] = value,
        };
        var (code, output) = await ServiceProcess.RunToEndAsync("Ecommerce.PaymentService", settings);

        Assert.NotEqual(0, code);
        Assert.Contains(named, output, StringComparison.Ordinal);
    }
}
