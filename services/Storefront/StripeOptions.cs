using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Storefront;

/// <summary>Configured as <c>Stripe</c>. Without a key the checkout has card fields of its own, for the test cards.</summary>
public sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary>
    /// The publishable key, <c>pk_...</c>, of the account that payment-service has the secret key of. It is in the checkout's pages, whose
    /// form for the card then comes from Stripe. A secret key by mistake would be in them too: it stops the start.
    /// </summary>
    [RegularExpression("^pk_(test|live)_[A-Za-z0-9]+$", ErrorMessage = "PublishableKey must be a publishable key of Stripe, pk_...")]
    public string? PublishableKey { get; init; }

    public bool IsConfigured => !string.IsNullOrEmpty(PublishableKey);
}
