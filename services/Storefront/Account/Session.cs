using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Account;

/// <summary>
/// Who the shopper is and which cart is theirs: kept in the browser's cookies, which scripts cannot read, so that any replica can
/// serve any request.
/// </summary>
internal sealed class Session(IHttpContextAccessor accessor)
{
    private const string AccessCookie = "session";
    private const string RenewalCookie = "renewal";
    private const string CartCookie = "cart";
    private const string TestGroupCookie = "group";

    private static readonly TimeSpan RenewalLifetime = TimeSpan.FromDays(30);

    // Longer than an experiment takes.
    private static readonly TimeSpan TestGroupLifetime = TimeSpan.FromDays(180);

    // A token that is about to expire would expire on its way.
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(30);

    private readonly HttpContext context = accessor.HttpContext ?? throw new InvalidOperationException("A session belongs to a request.");
    private string? accessToken;
    private bool signedOut;

    public string? AccessToken => signedOut ? null : accessToken ?? context.Request.Cookies[AccessCookie];

    public string? RenewalToken => context.Request.Cookies[RenewalCookie];

    public bool SignedIn => AccessToken is not null;

    /// <summary>Whether a link to what needs a permission is shown; the services check for themselves.</summary>
    public bool ShowsWhatNeeds(string permission) => TokenClaims.Grants(AccessToken, permission);

    /// <summary>As the token says; nobody has checked it.</summary>
    public string? UserId => TokenClaims.Subject(AccessToken);

    /// <summary>The group of an experiment that this browser is in, as it says.</summary>
    public string? TestGroup => context.Request.Cookies[TestGroupCookie];

    public string? AnonymousCart => context.Request.Cookies[CartCookie];

    /// <summary>The cart's id in the API, or null where nothing was put into one yet.</summary>
    public string? CartId => SignedIn ? "me" : AnonymousCart;

    public void SignIn(Tokens tokens)
    {
        accessToken = tokens.AccessToken;
        signedOut = false;
        Set(AccessCookie, tokens.AccessToken, TimeSpan.FromSeconds(tokens.ExpiresIn) - ExpiryMargin);
        Set(RenewalCookie, tokens.RefreshToken, RenewalLifetime);
    }

    public void SignOut()
    {
        signedOut = true;
        context.Response.Cookies.Delete(AccessCookie);
        context.Response.Cookies.Delete(RenewalCookie);
    }

    public void KeepCart(string id) => Set(CartCookie, id, RenewalLifetime);

    public void KeepTestGroup(string name) => Set(TestGroupCookie, name, TestGroupLifetime);

    public void ForgetCart() => context.Response.Cookies.Delete(CartCookie);

    private void Set(string name, string value, TimeSpan lifetime) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = lifetime,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    });
}
