using System.Net;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.BackOffice.Infrastructure.Sessions;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;

namespace Ecommerce.BackOffice.Features.SignIn;

/// <param name="Message">For a person; null where nothing is wrong.</param>
/// <param name="Status">Of the page that says so.</param>
/// <param name="AsksForCode">Whether the password was right and a code is owed.</param>
internal sealed record SignInOutcome(string? Message = null, int Status = StatusCodes.Status200OK, bool AsksForCode = false);

/// <summary>Signs staff in, with the code of a second factor where theirs is on.</summary>
internal sealed class StaffSignIn(IAccountsApi accounts, SessionStore sessions, PendingSignIns pending, Refusals refusals)
{
    private const string DeviceCookie = "device";
    private const string PendingCookie = "sign-in";

    // As long as a device's token is valid.
    private static readonly TimeSpan DeviceLifetime = TimeSpan.FromDays(365);

    public PendingSignIn? FindPending(HttpContext http) => pending.Find(http.Request.Cookies[PendingCookie]);

    public async Task<SignInOutcome> TryAsync(
        HttpContext http, string email, string password, string? code, CancellationToken cancellationToken)
    {
        try
        {
            var credentials = new Credentials(email, password, http.Request.Cookies[DeviceCookie], code);
            var tokens = await accounts.LoginAsync(credentials, cancellationToken);
            ForgetPending(http);
            Keep(http, DeviceCookie, tokens.DeviceToken, DeviceLifetime);
            return await OpenAsync(http, tokens, email, cancellationToken);
        }
        catch (GatewayException refusal) when (refusal.Problem.Is("second-factor-required"))
        {
            Keep(http, PendingCookie, pending.Add(email, password), PendingSignIns.Lifetime);
            return new(AsksForCode: true);
        }
        catch (GatewayException refusal) when ((int)refusal.Status < 500 || refusal.Status is HttpStatusCode.ServiceUnavailable)
        {
            return new(MessageOf(refusal), (int)refusal.Status, AsksForCode: code is not null && CanTryAgain(refusal));
        }
        catch (Exception failure) when (failure is HttpRequestException or GatewayException)
        {
            return new("The shop does not answer at the moment. Please try again in a little while.", 502, AsksForCode: code is not null);
        }
    }

    /// <summary>A shopper is no staff: the session that the sign-in began is ended at once.</summary>
    private async Task<SignInOutcome> OpenAsync(
        HttpContext http, IssuedTokens tokens, string email, CancellationToken cancellationToken)
    {
        if (!StaffSession.IsStaff(tokens.AccessToken))
        {
            await accounts.LogoutAsync(new RefreshRequest(tokens.RefreshToken), cancellationToken);
            return new("This account is a customer's: it has no access to the back office.", StatusCodes.Status403Forbidden);
        }

        var session = sessions.Open(tokens, email, ProxyProof.AddressesOf(http));
        await http.SignInAsync(session.Person);
        return new();
    }

    private void ForgetPending(HttpContext http)
    {
        if (http.Request.Cookies[PendingCookie] is not { } id)
            return;
        pending.End(id);
        http.Response.Cookies.Delete(PendingCookie);
    }

    private static void Keep(HttpContext http, string cookie, string? value, TimeSpan lifetime)
    {
        if (value is not null)
            http.Response.Cookies.Append(cookie, value, new()
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = lifetime,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            });
    }

    private static bool CanTryAgain(GatewayException refusal)
        => refusal.Problem.Is("wrong-code") || refusal.Problem.Is("invalid-request")
            || refusal.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    private string MessageOf(GatewayException refusal) => refusal switch
    {
        _ when refusal.Problem.Is("wrong-credentials") => "The email address or the password is wrong.",
        _ when refusal.Problem.Is("wrong-code") => "The code is wrong. One of the app is good for a minute, and each works once.",
        _ when refusal.Problem.Is("account-disabled") => "This account is disabled.",
        { Status: HttpStatusCode.TooManyRequests } => "That was very often in a short time. Please wait a little.",
        _ => refusals.InPageLanguage(refusal).Message,
    };
}
