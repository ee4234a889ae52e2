using System.Text;
using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.BackOffice.Infrastructure.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.BackOffice.Features.SignIn;

/// <summary>Signing in and out are requests: a page that is open cannot set a cookie.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/sign-in", ShowAsync);
        pages.MapPost("/sign-in", SignInAsync);
        pages.MapGet("/sign-in/code", () => Results.LocalRedirect("~/sign-in"));
        pages.MapPost("/sign-in/code", SignInWithCodeAsync);
        pages.MapPost("/sign-out", SignOutAsync);
    }

    // Nobody is looked at where everybody is let in: these ask themselves who it is.
    private static async Task<IResult> ShowAsync([FromQuery(Name = "return")] string? returnTo, HttpContext http)
        => (await http.AuthenticateAsync()).Succeeded ? Return(returnTo) : Page(returnTo);

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm(Name = "return")] string? returnTo, HttpContext http,
        StaffSignIn signIn, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password))
            return Page(returnTo, email, "Please enter your email address and your password.", StatusCodes.Status400BadRequest);
        return ToResult(await signIn.TryAsync(http, email.Trim(), password, code: null, cancellationToken), email, returnTo);
    }

    /// <summary>The second step, of somebody whose password was right.</summary>
    private static async Task<IResult> SignInWithCodeAsync(
        [FromForm] string? code, [FromForm(Name = "return")] string? returnTo, HttpContext http, StaffSignIn signIn,
        CancellationToken cancellationToken)
    {
        if (signIn.FindPending(http) is not { } pending)
            return Page(returnTo, message: "That took too long. Please sign in again.", status: StatusCodes.Status401Unauthorized);
        if (string.IsNullOrWhiteSpace(code))
            return CodePage(returnTo, "Please enter the code.", StatusCodes.Status400BadRequest);
        var outcome = await signIn.TryAsync(http, pending.Email, pending.Password, code.Trim(), cancellationToken);
        return ToResult(outcome, pending.Email, returnTo);
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

    private static IResult ToResult(SignInOutcome outcome, string? email, string? returnTo) => outcome switch
    {
        { Message: null, AsksForCode: false } => Return(returnTo),
        { AsksForCode: true } => CodePage(returnTo, outcome.Message, outcome.Status),
        _ => Page(returnTo, email, outcome.Message, outcome.Status),
    };

    // A header holds ASCII alone.
    private static IResult Return(string? path)
        => Results.LocalRedirect(RedirectHttpResult.IsLocalUrl(path) && Ascii.IsValid(path) ? path : "/");

    private static RazorComponentResult<SignInPage> Page(
        string? returnTo, string? email = null, string? message = null, int status = StatusCodes.Status200OK)
        => new(new { Return = returnTo, Email = email, Message = message }) { StatusCode = status };

    private static RazorComponentResult<CodePage> CodePage(string? returnTo, string? message, int status)
        => new(new { Return = returnTo, Message = message }) { StatusCode = status };
}
