using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>The authority's public keys. Fetched when first needed, when they are old, and when a token names one that is new.</summary>
internal sealed class SigningKeys(AuthorityDocuments documents, TimeProvider timeProvider)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>
    /// So that made-up key ids cannot make a service ask the authority at every request, nor callers queue for one that is known to be
    /// away.
    /// </summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(5);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> authority = new(
        documents.Discovery, new OpenIdConnectConfigurationRetriever(), documents, new OpenIdConnectConfigurationValidator())
    { RefreshInterval = MinAge };

    private volatile Known? last;

    /// <summary>A caller who needs new keys waits for them, instead of being refused while they are fetched in the background.</summary>
    public static void FetchBeforeRefusing() => AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);

    public IEnumerable<SecurityKey> Find(string? kid) => last?.Keys.Where(key => key.KeyId == kid) ?? [];

    /// <summary>
    /// Sees to it that <see cref="Find"/> knows <paramref name="kid"/> if the authority does. Keys at hand stay in use while it is away.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no keys yet and the authority gives none.</exception>
    public async Task EnsureAsync(string? kid, CancellationToken cancellationToken)
    {
        if (last is { } known)
        {
            if (timeProvider.GetElapsedTime(known.At) < MaxAge && known.Keys.Any(key => key.KeyId == kid))
                return;
            authority.RequestRefresh();
        }

        var read = await authority.GetConfigurationAsync(cancellationToken);
        last = new([.. read.SigningKeys], timeProvider.GetTimestamp());
    }

    private sealed record Known(SecurityKey[] Keys, long At);
}
