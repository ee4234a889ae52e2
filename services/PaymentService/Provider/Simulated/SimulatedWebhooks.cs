using System.Security.Cryptography;
using System.Text.Json;
using Ecommerce.PaymentService.Webhooks;
using Microsoft.Extensions.Options;

namespace Ecommerce.PaymentService.Provider.Simulated;

/// <summary>How the shop reads the simulated provider's webhooks.</summary>
internal sealed class SimulatedWebhooks : IProviderWebhooks
{
    public SimulatedWebhooks(IOptions<SimulatedProviderOptions> options)
    {
        var told = options.Value;
        if (told is { WebhookAddress: not null, WebhookSecret: null or "" })
            throw new InvalidOperationException(
                "Setting SimulatedProvider:WebhookSecret is missing: it is needed where SimulatedProvider:WebhookAddress is given.");
        var secret = string.IsNullOrEmpty(told.WebhookSecret) ? RandomNumberGenerator.GetHexString(64) : told.WebhookSecret;
        Secrets = string.IsNullOrEmpty(told.PreviousWebhookSecret) ? [secret] : [secret, told.PreviousWebhookSecret];
    }

    public string SignatureHeader => "Webhook-Signature";

    public IReadOnlyList<string> Secrets { get; }

    public ProviderEvent? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var told = JsonSerializer.Deserialize(payload.Span, PaymentJson.Default.SimulatedEvent);
            return told is { Id: { Length: > 0 } id, Type: { } type, Data: { } data }
                ? new ProviderEvent(id, type, ReportOf(type, data))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProviderReport? ReportOf(string type, SimulatedEventData data) => type switch
    {
        SimulatedEvents.Captured => new(data.OrderId, null, ProviderAnswer.Done(data.Reference)),
        SimulatedEvents.Refused => new(data.OrderId, null, ProviderAnswer.Refused(data.Reason ?? "card-declined")),
        SimulatedEvents.Undecided => new(data.OrderId, null, ProviderAnswer.Pending(data.Reference)),
        _ => null,
    };
}
