using System.Security.Cryptography;
using System.Text.Json;

namespace Ecommerce.PaymentService.Provider.Simulated;

/// <summary>The simulated provider's webhooks, as it writes them.</summary>
internal static class SimulatedEvents
{
    public const string Captured = "payment.captured";
    public const string Refused = "payment.refused";
    public const string Undecided = "payment.undecided";

    /// <summary>What a card's case makes it tell, in the order of sending.</summary>
    public static IEnumerable<(string Body, DateTimeOffset DueAt)> Of(CardCase? card, SimulatedRow row, DateTimeOffset now)
    {
        if (row.SettlesAt is not { } settledAt)
            return [];
        var captured = Write(Captured, row, settledAt);
        // The second one says what was true before the first: whoever believes the last word is wrong.
        return card is CardCase.DuplicateWebhook
            ? [(captured, settledAt), (Write(Undecided, row, now), settledAt), (captured, settledAt)]
            : [(captured, settledAt)];
    }

    private static string Write(string type, SimulatedRow row, DateTimeOffset createdAt) => JsonSerializer.Serialize(
        new SimulatedEvent(
            $"evt_{RandomNumberGenerator.GetHexString(24, lowercase: true)}", type, createdAt.ToUnixTimeSeconds(),
            new SimulatedEventData(row.OrderId, row.Reference, row.Refusal)),
        PaymentJson.Default.SimulatedEvent);
}

internal sealed record SimulatedEvent(string Id, string Type, long Created, SimulatedEventData Data);

internal sealed record SimulatedEventData(Guid OrderId, string Reference, string? Reason);
