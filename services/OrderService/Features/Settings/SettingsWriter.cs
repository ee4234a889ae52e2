using System.Security.Claims;
using System.Text.Json;
using Ecommerce.OrderService.Domain.Settings;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Settings;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features.Settings;

/// <summary>Replaces settings whose version the caller has read, and keeps what they were.</summary>
internal sealed class SettingsWriter(SettingsStore store, SettingsInForce settings, TimeProvider timeProvider)
{
    /// <returns>Null where they have changed since.</returns>
    public async Task<Versioned<T>?> TryReplaceAsync<T>(
        string name, T replacement, VersionTag expected, Func<SettingsSnapshot, Versioned<T>> select, ClaimsPrincipal user,
        CancellationToken cancellationToken)
        where T : class
    {
        var (version, before) = select(await settings.RefreshAsync(cancellationToken));
        if (!expected.Matches(version))
            return null;

        var change = new SettingsChange(
            name, version + 1, Json(replacement), Json(before), timeProvider.GetUtcNow(), user.UserId());
        if (!await store.TryAddAsync(change, cancellationToken))
            return null;
        // It counts here at once.
        await settings.RefreshAsync(cancellationToken);
        return new(change.Version, replacement);
    }

    private static string Json<T>(T document) => JsonSerializer.Serialize(document, typeof(T), OrderJson.Default);
}
