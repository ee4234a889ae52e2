using System.Security.Cryptography;
using System.Text.Json;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Microsoft.Extensions.Options;

namespace Ecommerce.PaymentService.Infrastructure.Simulated;

/// <summary>Parses the simulated provider's webhooks.</summary>
internal sealed class SimulatedWebhooks : IProviderWebhooks
{
    public SimulatedWebhooks(IOptions<SimulatedProviderOptions> options)
    {
        var configured = options.Value;
        if (configured is { WebhookAddress: not null, WebhookSecret: null or "" })
            throw new InvalidOperationException(
                "Setting SimulatedProvider:WebhookSecret is missing: it is needed where SimulatedProvider:WebhookAddress is given.");
        var secret = string.IsNullOrEmpty(configured.WebhookSecret) ? RandomNumberGenerator.GetHexString(64) : configured.WebhookSecret;
        Secrets = string.IsNullOrEmpty(configured.PreviousWebhookSecret) ? [secret] : [secret, configured.PreviousWebhookSecret];
    }

    public string SignatureHeader => "Webhook-Signature";

    public IReadOnlyList<string> Secrets { get; }

    public ProviderEvent? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var received = JsonSerializer.Deserialize(payload.Span, SimulatedJson.Default.SimulatedEvent);
            return received is { Id: { Length: > 0 } id, Type: { } type, Data: { } data }
                ? new ProviderEvent(id, type, ToUpdate(type, data))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PaymentUpdate? ToUpdate(string type, SimulatedEventData data) => type switch
    {
        SimulatedEvents.Captured => new(data.OrderId, null, ProviderResult.Succeeded(data.Reference)),
        SimulatedEvents.Refused => new(data.OrderId, null, ProviderResult.Refused(data.Reason ?? "card-declined")),
        SimulatedEvents.Pending => new(data.OrderId, null, ProviderResult.Pending(data.Reference)),
        _ => null,
    };
}
