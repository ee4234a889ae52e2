using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>
/// The shopper's tokens and cart, kept in cookies that scripts cannot read. The storefront has no state of its own, so any replica can
/// serve any request.
/// </summary>
internal sealed class Session(IHttpContextAccessor accessor)
{
    private const string AccessCookie = "session";
    private const string RefreshCookie = "renewal";
    private const string DeviceCookie = "device";
    private const string CartCookie = "cart";
    private const string CartPiecesCookie = "pieces";
    private const string TestGroupCookie = "group";

    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(30);

    // As long as a device's token is valid.
    private static readonly TimeSpan DeviceLifetime = TimeSpan.FromDays(365);

    // Longer than an experiment runs.
    private static readonly TimeSpan TestGroupLifetime = TimeSpan.FromDays(180);

    // A token that is about to expire could expire before it arrives.
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(30);

    private readonly HttpContext context = accessor.HttpContext ?? throw new InvalidOperationException("A session belongs to a request.");
    private string? accessToken;
    private bool signedOut;
    private int? cartPieces;

    public string? AccessToken => signedOut ? null : accessToken ?? Sent(AccessCookie);

    public string? RefreshToken => Sent(RefreshCookie);

    /// <summary>Tells user-service that the account signed in here before. It survives a sign-out, and signs nobody in.</summary>
    public string? DeviceToken => Sent(DeviceCookie);

    public bool SignedIn => AccessToken is not null;

    /// <summary>According to the token, which is not validated here: only for showing links. The services check it.</summary>
    public bool IsStaff => TokenClaims.GrantsAnything(AccessToken);

    /// <summary>According to the token, which is not validated here.</summary>
    public string? UserId => TokenClaims.Subject(AccessToken);

    /// <summary>The group of an experiment, as the browser sends it.</summary>
    public string? TestGroup => Sent(TestGroupCookie);

    public string? AnonymousCart => Sent(CartCookie);

    /// <summary>The cart's id in the API; null where there is no cart yet.</summary>
    public string? CartId => SignedIn ? "me" : AnonymousCart;

    /// <summary>How many pieces were in the cart when it was last read in this browser.</summary>
    public int CartPieces => cartPieces ?? Number(Sent(CartPiecesCookie));

    public void SignIn(Tokens tokens)
    {
        accessToken = tokens.AccessToken;
        signedOut = false;
        Set(AccessCookie, tokens.AccessToken, TimeSpan.FromSeconds(tokens.ExpiresIn) - ExpiryMargin);
        Set(RefreshCookie, tokens.RefreshToken, RefreshLifetime);
        KeepDevice(tokens.DeviceToken);
    }

    /// <param name="token">Null: the one before stays.</param>
    public void KeepDevice(string? token)
    {
        if (token is not null)
            Set(DeviceCookie, token, DeviceLifetime);
    }

    public void SignOut()
    {
        signedOut = true;
        context.Response.Cookies.Delete(AccessCookie);
        context.Response.Cookies.Delete(RefreshCookie);
        SetCartPieces(0);
    }

    /// <summary>Of a token that was refused. The next request gets another one, unless this request's was new.</summary>
    public void DropToken()
    {
        if (accessToken is not null)
        {
            SignOut();
            return;
        }

        signedOut = true;
        context.Response.Cookies.Delete(AccessCookie);
    }

    public void SetCart(string id) => Set(CartCookie, id, RefreshLifetime);

    public void SetCartPieces(int pieces)
    {
        if (pieces == CartPieces)
            return;
        cartPieces = pieces;
        if (pieces == 0)
            context.Response.Cookies.Delete(CartPiecesCookie);
        else
            Set(CartPiecesCookie, pieces.ToString(CultureInfo.InvariantCulture), RefreshLifetime);
    }

    public void SetTestGroup(string name) => Set(TestGroupCookie, name, TestGroupLifetime);

    public void ClearCart() => context.Response.Cookies.Delete(CartCookie);

    /// <summary>Null where somebody has changed it into what no token, id or name is: it goes into headers and paths of the API.</summary>
    private string? Sent(string cookie)
        => context.Request.Cookies[cookie] is { } value && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~')
            ? value
            : null;

    private static int Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private void Set(string name, string value, TimeSpan lifetime)
        => context.Response.Cookies.Append(name, value, context.CookieOptions(lifetime));
}
