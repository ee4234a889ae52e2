using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.PaymentService.Infrastructure.Simulated;

/// <summary>The bodies of the simulated provider's webhooks.</summary>
internal static class SimulatedEvents
{
    public const string Captured = "payment.captured";
    public const string Refused = "payment.refused";
    public const string Pending = "payment.undecided";

    /// <summary>The webhooks that a card's case leads to, in the order of sending.</summary>
    public static IEnumerable<(string Body, DateTimeOffset DueAt)> Of(CardCase? card, SimulatedRow row, DateTimeOffset now)
    {
        if (row.SettlesAt is not { } settledAt)
            return [];
        var captured = Write(Captured, row, settledAt);
        // The second one is older than the first: a receiver that trusts the last webhook is wrong.
        return card is CardCase.DuplicateWebhook
            ? [(captured, settledAt), (Write(Pending, row, now), settledAt), (captured, settledAt)]
            : [(captured, settledAt)];
    }

    private static string Write(string type, SimulatedRow row, DateTimeOffset createdAt) => JsonSerializer.Serialize(
        new SimulatedEvent(
            $"evt_{RandomNumberGenerator.GetHexString(24, lowercase: true)}", type, createdAt.ToUnixTimeSeconds(),
            new SimulatedEventData(row.OrderId, row.Reference, row.Refusal)),
        SimulatedJson.Default.SimulatedEvent);
}

internal sealed record SimulatedEvent(string Id, string Type, long Created, SimulatedEventData Data);

internal sealed record SimulatedEventData(Guid OrderId, string Reference, string? Reason);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SimulatedEvent))]
internal sealed partial class SimulatedJson : JsonSerializerContext;
