using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ecommerce.CartService.Domain;

/// <summary>Whose cart: a user's, or that of whoever knows its unguessable id.</summary>
internal sealed record CartId
{
    private const int AnonymousBytes = 16;
    private const int AnonymousLength = 22;
    /// <summary>The longest that a cart is kept.</summary>
    public static readonly TimeSpan UserLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan AnonymousLifetime = TimeSpan.FromDays(30);

    private CartId(string text, bool isAnonymous) => (Text, IsAnonymous) = (text, isAnonymous);

    public string Text { get; }

    /// <summary>It exists only once it was created. A user always has a cart.</summary>
    public bool IsAnonymous { get; }

    /// <summary>How long it is kept after its last change.</summary>
    public TimeSpan Lifetime => IsAnonymous ? AnonymousLifetime : UserLifetime;

    public static CartId OfUser(Guid userId) => new($"{userId}", isAnonymous: false);

    public static CartId NewAnonymous() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(AnonymousBytes)), isAnonymous: true);

    public static CartId? ParseAnonymous(string? text)
        => text is { Length: AnonymousLength } && Base64Url.IsValid(text, out var bytes) && bytes == AnonymousBytes
            ? new CartId(text, isAnonymous: true)
            : null;
}
