using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.Catalog;

/// <summary>The products that this browser has looked at last, kept in a cookie of it alone.</summary>
internal sealed class RecentlySeen(IHttpContextAccessor accessor)
{
    private const string Cookie = "seen";
    private const char Separator = '.';
    private const int Kept = 7;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly HttpContext context
        = accessor.HttpContext ?? throw new InvalidOperationException("What was seen belongs to a request.");

    /// <summary>The last one first.</summary>
    public IReadOnlyList<Guid> Read()
        => [.. (context.Request.Cookies[Cookie] ?? "").Split(Separator)
            .Select(text => Guid.TryParseExact(text, "N", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .Distinct()
            .Take(Kept)];

    /// <summary>Not for those who do not want to be followed.</summary>
    public void Add(Guid product)
    {
        if (context.Request.WantsNoTracking())
            return;
        var seen = Read().Where(id => id != product).Prepend(product).Take(Kept);
        var text = string.Join(Separator, seen.Select(id => $"{id:N}"));
        context.Response.Cookies.Append(Cookie, text, context.CookieOptions(Lifetime));
    }
}
