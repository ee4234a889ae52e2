using System.ComponentModel.DataAnnotations;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>The shop's account at Stripe. A class, not a record, so that no log can print its secrets.</summary>
internal sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary><c>sk_...</c>, or a restricted key that can write customers, payment methods, payment intents and refunds.</summary>
    [Required]
    public string? SecretKey { get; set; }

    /// <summary><c>whsec_...</c> of the webhook endpoint.</summary>
    [Required]
    public string? WebhookSecret { get; set; }

    /// <summary>Still valid while the secret is rotated.</summary>
    public string? PreviousWebhookSecret { get; set; }

    [Required]
    public Uri? BaseAddress { get; set; } = new("https://api.stripe.com");
}
