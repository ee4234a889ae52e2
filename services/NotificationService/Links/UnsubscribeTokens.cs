using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.NotificationService.Messages;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Links;

/// <summary>Says, signed, whose messages of which kind are to end: <c>USER.KIND.SIGNATURE</c>. It is good for nothing else, and does not expire.</summary>
internal sealed class UnsubscribeTokens(IOptions<KeyOptions> keys)
{
    private readonly byte[] key = keys.Value.KeyFor("unsubscribe");

    public string Issue(Guid user, string kind) => $"{user:n}.{kind}.{Base64Url.EncodeToString(Sign(user, kind))}";

    /// <summary>Null for one that was not issued here.</summary>
    public (Guid User, MessageKind Kind)? Read(string? token)
        => token?.Split('.') is [var user, var kind, var signature]
            && Guid.TryParseExact(user, "n", out var id)
            && MessageKinds.Find(kind) is { } known
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Sign(id, kind))), Encoding.UTF8.GetBytes(signature))
                ? (id, known)
                : null;

    private byte[] Sign(Guid user, string kind) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{user:n}.{kind}"));
}
