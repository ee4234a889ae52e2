using System.ComponentModel.DataAnnotations;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>The shop's account at Stripe. A class without a text form: nothing may print what is in it.</summary>
internal sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary><c>sk_...</c>, or a restricted key that may write customers, payment methods, payment intents and refunds.</summary>
    [Required]
    public string? SecretKey { get; set; }

    /// <summary><c>whsec_...</c> of the webhook endpoint.</summary>
    [Required]
    public string? WebhookSecret { get; set; }

    /// <summary>Still taken while it is changed.</summary>
    public string? PreviousWebhookSecret { get; set; }

    [Required]
    public Uri? BaseAddress { get; set; } = new("https://api.stripe.com");
}
