using Ecommerce.UserService.Domain.Keys;

namespace Ecommerce.UserService.Infrastructure.Keys;

/// <summary>The signing keys as this replica knows them: one signs, all are published and accepted.</summary>
internal sealed class KeyRing(SigningKeyStore store, SigningKeyProtection protection, KeyRotation rotation, TimeProvider timeProvider)
{
    private volatile IReadOnlyList<SigningKey> keys = [];

    /// <summary>Newest first; never empty once the service has started.</summary>
    public IReadOnlyList<SigningKey> All => keys;

    public SigningKey Signing => RotationPlan.Signing(keys, key => key.Term.SignsFrom, timeProvider.GetUtcNow());

    /// <summary>Reads the keys and applies the rotation that is due.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (await rotation.ApplyAsync([.. keys.Select(key => key.Term)], cancellationToken))
            await LoadAsync(cancellationToken);
    }

    /// <summary>Publishes the next key now. It signs later, when every cached key set has it.</summary>
    /// <returns>When it signs; null where one is published already.</returns>
    public async Task<DateTimeOffset?> RotateAsync(CancellationToken cancellationToken)
    {
        var signsFrom = await rotation.PublishNextAsync(cancellationToken);
        await LoadAsync(cancellationToken);
        return signsFrom;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(cancellationToken);
        // Known keys are kept: decrypting one costs a key derivation.
        var known = keys.ToDictionary(key => key.Term.Id);
        keys = [.. stored.Select(key => known.GetValueOrDefault(key.Id) ?? SigningKey.Read(key, protection))];
    }
}
