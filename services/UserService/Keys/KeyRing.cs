namespace Ecommerce.UserService.Keys;

/// <summary>The signing keys as this replica knows them: the newest signs, all are published and accepted.</summary>
internal sealed class KeyRing(SigningKeyStore store, SigningKeyProtection protection)
{
    private volatile IReadOnlyList<SigningKey> keys = [];

    /// <summary>Newest first; never empty once the service has started.</summary>
    public IReadOnlyList<SigningKey> All => keys;

    public SigningKey Newest => keys[0];

    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(cancellationToken);
        // A key that is known already is kept: reading one costs a key derivation.
        var known = keys.ToDictionary(key => key.Id);
        keys = [.. stored.Select(key => known.GetValueOrDefault(key.Id) ?? SigningKey.Read(key, protection))];
    }
}
