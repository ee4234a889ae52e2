namespace Ecommerce.PaymentService.Tests.Stripe;

/// <summary>payment-service with Stripe as its provider, played by a stub.</summary>
public sealed class StripeShop : PaymentShop
{
    public StripeStub Stripe { get; } = new();

    protected override Dictionary<string, string> ProviderSettings => new()
    {
        ["Payments__Provider"] = "stripe",
        ["Stripe__SecretKey"] = StripeStub.SecretKey,
        ["Stripe__WebhookSecret"] = StripeStub.WebhookSecret,
        ["Stripe__BaseAddress"] = Stripe.Address,
        ["Reconciliation__Age"] = "00:00:00",
        ["ProviderCalls__Timeout"] = "00:00:01",
        ["ProviderCalls__Lease"] = "00:00:02",
        ["ProviderCalls__RetryAfter"] = "00:00:00.100",
        ["ProviderCalls__LongestWait"] = "00:00:01",
        ["ProviderCalls__AskAfter"] = "00:00:01",
    };

    public override async ValueTask InitializeAsync()
    {
        await Stripe.StartAsync();
        await base.InitializeAsync();
    }

    /// <summary>Kills the process and starts it again, as after a crash.</summary>
    public async Task RestartAsync()
    {
        await Process.KillAsync();
        await StartProcessAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class StripeShopCollection : ICollectionFixture<StripeShop>
{
    public const string Name = "stripe shop";
}
