using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Ecommerce.ServiceDefaults;
using StackExchange.Redis;

namespace Ecommerce.CartService.Carts;

/// <summary>Whose cart: a user's, or that of whoever knows its unguessable id.</summary>
internal sealed record CartId
{
    private const int AnonymousBytes = 16;
    private const int AnonymousLength = 22;
    private static readonly TimeSpan UserLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan AnonymousLifetime = TimeSpan.FromDays(30);

    private CartId(string text, bool isAnonymous) => (Text, IsAnonymous) = (text, isAnonymous);

    public string Text { get; }

    /// <summary>It exists only when it was made, unlike a user's, who always has one.</summary>
    public bool IsAnonymous { get; }

    /// <summary>How long it is kept after its last change.</summary>
    public TimeSpan Lifetime => IsAnonymous ? AnonymousLifetime : UserLifetime;

    public RedisKey Key => IsAnonymous ? $"cart:{{anonymous:{Text}}}" : $"cart:{{user:{Text}}}";

    public RedisKey OrderKey(Guid orderId) => Key.Append($":order:{orderId}");

    public static CartId OfUser(Guid userId) => new($"{userId}", isAnonymous: false);

    public static CartId NewAnonymous() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(AnonymousBytes)), isAnonymous: true);

    public static CartId? ParseAnonymous(string? text)
        => text is { Length: AnonymousLength } && Base64Url.IsValid(text, out var bytes) && bytes == AnonymousBytes
            ? new CartId(text, isAnonymous: true)
            : null;

    /// <summary>The cart of a path: <c>me</c>, the caller's own id, or an anonymous one. Null: none that this caller may see.</summary>
    public static CartId? Parse(string text, ClaimsPrincipal caller)
    {
        if (caller.Identity?.IsAuthenticated == true && (text == "me" || text == $"{caller.UserId()}"))
            return OfUser(caller.UserId());
        return ParseAnonymous(text);
    }
}
