using System.ComponentModel.DataAnnotations;

namespace Ecommerce.PaymentService.Infrastructure.Simulated;

/// <summary>How the simulated provider sends its webhooks.</summary>
internal sealed class SimulatedProviderOptions
{
    public const string Section = "SimulatedProvider";

    /// <summary>The delay of an outcome that is reported by webhook.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan WebhookDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Receives its webhooks; this process unless configured.</summary>
    public Uri? WebhookAddress { get; set; }

    /// <summary>Signs its webhooks; generated at each start unless configured.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Still valid while the secret is rotated.</summary>
    public string? PreviousWebhookSecret { get; set; }
}
