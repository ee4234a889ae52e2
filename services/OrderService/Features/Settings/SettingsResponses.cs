using System.Text.Json;
using Ecommerce.OrderService.Infrastructure.Postgres;

namespace Ecommerce.OrderService.Features.Settings;

/// <param name="Version">How often they were changed; 0: they are as the shop was deployed.</param>
internal sealed record SettingsResponse<T>(long Version, T Settings);

/// <param name="Version">Which it led to.</param>
internal sealed record SettingsChangeResponse(long Version, DateTimeOffset At, Guid ActorId, JsonElement Before, JsonElement After)
{
    public static SettingsChangeResponse From(SettingsChange change) => new(
        change.Version, change.ChangedAt, change.ChangedBy, Parse(change.Before), Parse(change.Document));

    private static JsonElement Parse(string document)
    {
        using var parsed = JsonDocument.Parse(document);
        return parsed.RootElement.Clone();
    }
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record SettingsChangePage(IReadOnlyList<SettingsChangeResponse> Items, string? Next);
