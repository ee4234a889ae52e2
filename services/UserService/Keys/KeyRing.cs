namespace Ecommerce.UserService.Keys;

/// <summary>The signing keys as this replica knows them: one signs, all are published and accepted.</summary>
internal sealed class KeyRing(SigningKeyStore store, SigningKeyProtection protection, KeyRotation rotation, TimeProvider clock)
{
    private volatile IReadOnlyList<SigningKey> keys = [];

    /// <summary>The one that signs last first; never empty once the service has started.</summary>
    public IReadOnlyList<SigningKey> All => keys;

    public SigningKey Signing => RotationPlan.Signing(keys, key => key.Term.SignsFrom, clock.GetUtcNow());

    /// <summary>Learns what other replicas did, and does what is due.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (await rotation.RunAsync([.. keys.Select(key => key.Term)], cancellationToken))
            await LoadAsync(cancellationToken);
    }

    /// <summary>Publishes the next key now; null where one waits already. Like any other it signs when everybody who keeps a copy of the key set has it.</summary>
    /// <returns>When it signs.</returns>
    public async Task<DateTimeOffset?> RotateAsync(CancellationToken cancellationToken)
    {
        var signsFrom = await rotation.BeginAsync(cancellationToken);
        await LoadAsync(cancellationToken);
        return signsFrom;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(cancellationToken);
        // A key that is known already is kept: reading one costs a key derivation.
        var known = keys.ToDictionary(key => key.Term.Id);
        keys = [.. stored.Select(key => known.GetValueOrDefault(key.Id) ?? SigningKey.Read(key, protection))];
    }
}
