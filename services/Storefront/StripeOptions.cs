namespace Ecommerce.Storefront;

/// <summary>Configured as <c>Stripe</c>. Without a key the checkout has card fields of its own, for the test cards.</summary>
public sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary>
    /// The publishable key, <c>pk_...</c>, of the account that payment-service has the secret key of. It is in the checkout's pages, whose
    /// form for the card then comes from Stripe.
    /// </summary>
    public string? PublishableKey { get; init; }

    public bool IsConfigured => !string.IsNullOrEmpty(PublishableKey);
}
