namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>
/// Keys of orders from links in mails. A key moves from the address into a cookie for its order's pages alone: addresses stay in histories,
/// logs and screenshots.
/// </summary>
internal sealed class OrderKeys(IHttpContextAccessor accessor)
{
    private const string Cookie = "order-key";
    private const int MaxLength = 64;

    private readonly HttpContext context = accessor.HttpContext ?? throw new InvalidOperationException("Keys belong to a request.");

    /// <summary>The key that this browser has of the order whose page is asked for.</summary>
    public string? Current => context.Request.Cookies[Cookie] is { } key && IsKey(key) ? key : null;

    /// <summary>Until the browser is closed: the mail has the link still.</summary>
    public void Keep(Guid order, string key)
    {
        if (IsKey(key))
            context.KeepCookie($"/orders/{order}", Cookie, key, lifetime: null);
    }

    private static bool IsKey(string text) => text.Length is > 0 and <= MaxLength && text.All(char.IsAsciiLetterOrDigit);
}
