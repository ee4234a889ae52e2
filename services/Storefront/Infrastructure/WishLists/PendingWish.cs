using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.WishLists;

/// <summary>What somebody wished for who has to sign in first, kept in the browser meanwhile: no link alone adds to a wish list.</summary>
internal sealed class PendingWish(IHttpContextAccessor accessor)
{
    private const string Cookie = "wish";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly HttpContext context = accessor.HttpContext ?? throw new InvalidOperationException("A wish belongs to a request.");

    public void Keep(Guid product) => context.Response.Cookies.Append(Cookie, $"{product:N}", context.CookieOptions(Lifetime));

    /// <summary>Null where there is none.</summary>
    public Guid? Take()
    {
        if (!Guid.TryParseExact(context.Request.Cookies[Cookie], "N", out var product))
            return null;
        context.Response.Cookies.Delete(Cookie, context.CookieOptions(lifetime: null));
        return product;
    }
}
