using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>
/// People who have given the right password and owe a code. What they typed stays in this process: their cookie has a random id of it,
/// their page nothing.
/// </summary>
internal sealed class PendingSignIns(TimeProvider timeProvider)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, PendingSignIn> pending = new();

    /// <returns>Its id.</returns>
    public string Add(string email, string password)
    {
        foreach (var (old, one) in pending)
            if (IsOver(one) || one.Email == email)
                End(old);
        var id = RandomNumberGenerator.GetHexString(32);
        pending[id] = new(email, password, timeProvider.GetTimestamp());
        return id;
    }

    /// <summary>Null for one that is unknown, or that took too long.</summary>
    public PendingSignIn? Find(string? id) => id is not null && pending.TryGetValue(id, out var found) && !IsOver(found) ? found : null;

    public void End(string id) => pending.TryRemove(id, out _);

    private bool IsOver(PendingSignIn one) => timeProvider.GetElapsedTime(one.Since) > Lifetime;
}

/// <param name="Since">A timestamp of the clock.</param>
internal sealed record PendingSignIn(string Email, string Password, long Since);
