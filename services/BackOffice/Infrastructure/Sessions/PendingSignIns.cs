using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>
/// People who have given the right password and owe a code. What they typed stays in this process, for as long as the code may take: their
/// cookie has a random id of it, their page nothing.
/// </summary>
internal sealed class PendingSignIns(TimeProvider timeProvider) : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Kept> pending = new();

    /// <summary>How many passwords are kept.</summary>
    public int Count => pending.Count;

    /// <returns>Its id.</returns>
    public string Add(string email, string password)
    {
        foreach (var (old, kept) in pending)
            if (kept.SignIn.Email == email)
                End(old);
        var id = RandomNumberGenerator.GetHexString(32);
        pending[id] = new(new(email, password), timeProvider.CreateTimer(_ => End(id), null, Lifetime, Timeout.InfiniteTimeSpan));
        return id;
    }

    /// <summary>Null for one that is unknown, or that took too long.</summary>
    public PendingSignIn? Find(string? id) => id is not null && pending.TryGetValue(id, out var kept) ? kept.SignIn : null;

    public void End(string id)
    {
        if (pending.TryRemove(id, out var kept))
            kept.End.Dispose();
    }

    public void Dispose()
    {
        foreach (var id in pending.Keys)
            End(id);
    }

    /// <param name="End">Lets go of it.</param>
    private sealed record Kept(PendingSignIn SignIn, ITimer End);
}

internal sealed record PendingSignIn(string Email, string Password);
