using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Secrets;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Infrastructure.Links;

/// <summary>Signed tokens of unsubscribe links: <c>USER.KIND.SIGNATURE</c>. They do not expire.</summary>
internal sealed class UnsubscribeTokens(IOptions<KeyOptions> keys)
{
    private readonly byte[] key = keys.Value.DeriveKey("unsubscribe");

    public string Issue(Guid user, string kind) => $"{user:n}.{kind}.{Base64Url.EncodeToString(Sign(user, kind))}";

    /// <returns>Null for an invalid token.</returns>
    public (Guid User, MessageKind Kind)? Read(string? token)
        => token?.Split('.') is [var user, var kind, var signature]
            && Guid.TryParseExact(user, "n", out var id)
            && MessageKinds.Find(kind) is { } known
            && IsValid(id, kind, signature)
                ? (id, known)
                : null;

    private bool IsValid(Guid user, string kind, string signature)
    {
        var expected = Base64Url.EncodeToString(Sign(user, kind));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }

    private byte[] Sign(Guid user, string kind) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{user:n}.{kind}"));
}
