using System.ComponentModel.DataAnnotations;

namespace Ecommerce.PaymentService.Provider.Simulated;

/// <summary>How the simulated provider speaks to the shop.</summary>
internal sealed class SimulatedProviderOptions
{
    public const string Section = "SimulatedProvider";

    /// <summary>How long the outcome takes where it comes by webhook.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan WebhookDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Where its webhooks go; this very process unless told.</summary>
    public Uri? WebhookAddress { get; set; }

    /// <summary>Signs its webhooks; made anew at each start unless told.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Still taken while the other side changes its secret.</summary>
    public string? PreviousWebhookSecret { get; set; }
}
