using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>
/// Tokens that were verified and have not expired, so that callers who come again need not be verified anew: checking the signature
/// is most of what a small read costs. Bounded, and kept by hash. Whether the account has changed is not remembered here: that is
/// looked at on every call.
/// </summary>
internal sealed class VerifiedTokens(TimeProvider timeProvider) : IDisposable
{
    /// <summary>A token with its claims takes about 6 kB.</summary>
    private const int Capacity = 2_000;

    private readonly MemoryCache tokens = new(Options.Create(new MemoryCacheOptions { SizeLimit = Capacity, TrackStatistics = false }));

    /// <summary>The verified token, or null: unknown, expired or forgotten.</summary>
    public VerifiedToken? Find(string token)
        => tokens.TryGetValue(HashOf(token), out VerifiedToken? known) && timeProvider.GetUtcNow() < known!.Expires ? known : null;

    /// <summary>Remembers what was found good, with a copy of its claims: the call that brought it may take some away.</summary>
    public void Add(string token, TokenValidationResult verified)
    {
        if (verified.SecurityToken is not JsonWebToken { SigningKey: { } key } parsed || parsed.ValidTo == default)
            return;
        var expires = new DateTimeOffset(parsed.ValidTo) + TokenValidation.ClockSkew;
        var left = expires - timeProvider.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return;
        tokens.Set(
            HashOf(token),
            new VerifiedToken(parsed, verified.ClaimsIdentity.Clone(), key, expires),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = left });
    }

    public void Dispose() => tokens.Dispose();

    private static TokenHash HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetMaxByteCount(token.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            SHA256.HashData(rented.AsSpan(0, Encoding.UTF8.GetBytes(token, rented)), hash);
            return new(BitConverter.ToUInt128(hash), BitConverter.ToUInt128(hash[16..]));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private readonly record struct TokenHash(UInt128 First, UInt128 Second);
}
