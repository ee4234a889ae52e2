using System.Net;
using System.Text;
using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.BackOffice.Infrastructure.Gateway;
using Ecommerce.BackOffice.Infrastructure.Sessions;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.BackOffice.Features.SignIn;

/// <summary>Signing in and out are requests: a page that is open cannot set a cookie.</summary>
internal static class SignInEndpoints
{
    private const string DeviceCookie = "device";

    // As long as a device's token is valid.
    private static readonly TimeSpan DeviceLifetime = TimeSpan.FromDays(365);

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/sign-in", ShowAsync);
        pages.MapPost("/sign-in", SignInAsync);
        pages.MapPost("/sign-out", SignOutAsync);
    }

    // Nobody is looked at where everybody is let in: these ask themselves who it is.
    private static async Task<IResult> ShowAsync([FromQuery(Name = "return")] string? returnTo, HttpContext http)
        => (await http.AuthenticateAsync()).Succeeded ? Return(returnTo) : Page(returnTo);

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm(Name = "return")] string? returnTo, HttpContext http,
        IAccountsApi accounts, SessionStore sessions, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password))
            return Page(returnTo, email, "Please enter your email address and your password.", StatusCodes.Status400BadRequest);
        try
        {
            var credentials = new Credentials(email.Trim(), password, http.Request.Cookies[DeviceCookie]);
            var tokens = await accounts.LoginAsync(credentials, cancellationToken);
            KeepDevice(http, tokens);
            if (!StaffSession.PermissionsOf(tokens.AccessToken).Any())
                return await RefuseShopperAsync(tokens, email, returnTo, accounts, cancellationToken);

            var session = sessions.Open(tokens, email.Trim(), ProxyProof.AddressesOf(http));
            await http.SignInAsync(session.Person);
            return Return(returnTo);
        }
        catch (GatewayException refusal) when ((int)refusal.Status < 500 || refusal.Status is HttpStatusCode.ServiceUnavailable)
        {
            return Page(returnTo, email, MessageOf(refusal), (int)refusal.Status);
        }
        catch (Exception failure) when (failure is HttpRequestException or GatewayException)
        {
            return Page(returnTo, email, "The shop does not answer at the moment. Please try again in a little while.", 502);
        }
    }

    /// <summary>A shopper is no staff: the session that the sign-in began is ended at once.</summary>
    private static async Task<IResult> RefuseShopperAsync(
        IssuedTokens tokens, string email, string? returnTo, IAccountsApi accounts, CancellationToken cancellationToken)
    {
        await accounts.LogoutAsync(new RefreshRequest(tokens.RefreshToken), cancellationToken);
        return Page(
            returnTo, email, "This account is a customer's: it has no access to the back office.", StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext http, IAccountsApi accounts, SessionStore sessions, CancellationToken cancellationToken)
    {
        if ((await http.AuthenticateAsync()).Principal is { } person && sessions.Find(person) is { } session)
        {
            sessions.End(session);
            await EndAsync(accounts, session, cancellationToken);
        }

        await http.SignOutAsync();
        return Results.LocalRedirect("~/sign-in");
    }

    /// <summary>Whoever signs out here is signed out, whether or not the shop answers.</summary>
    private static async Task EndAsync(IAccountsApi accounts, StaffSession session, CancellationToken cancellationToken)
    {
        try
        {
            await accounts.LogoutAsync(new RefreshRequest(session.Tokens.Refresh), cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or GatewayException)
        {
        }
    }

    private static void KeepDevice(HttpContext http, IssuedTokens tokens)
    {
        if (tokens.DeviceToken is { } device)
            http.Response.Cookies.Append(DeviceCookie, device, new()
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = DeviceLifetime,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            });
    }

    private static string MessageOf(GatewayException refusal) => refusal switch
    {
        _ when refusal.Problem.Is("wrong-credentials") => "The email address or the password is wrong.",
        _ when refusal.Problem.Is("account-disabled") => "This account is disabled.",
        { Status: HttpStatusCode.TooManyRequests } => "That was very often in a short time. Please wait a little.",
        _ => refusal.Problem.Message,
    };

    // A header holds ASCII alone.
    private static IResult Return(string? path)
        => Results.LocalRedirect(RedirectHttpResult.IsLocalUrl(path) && Ascii.IsValid(path) ? path : "/");

    private static RazorComponentResult<SignInPage> Page(
        string? returnTo, string? email = null, string? message = null, int status = StatusCodes.Status200OK)
        => new(new { Return = returnTo, Email = email, Message = message }) { StatusCode = status };
}
