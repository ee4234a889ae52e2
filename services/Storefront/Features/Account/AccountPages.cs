using System.Net;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Account;

internal static class AccountPages
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("").DisableAntiforgery();
        account.MapGet("/login", ([FromQuery(Name = "return")] string? returnTo) => Login(returnTo, email: null, []));
        account.MapPost("/login", LoginAsync);
        account.MapGet(
            "/register",
            ([FromQuery(Name = "return")] string? returnTo) => Register(new(Email: null, Name: null, returnTo), FormMessages.None));
        account.MapPost("/register", RegisterAsync);
        account.MapPost("/logout", LogoutAsync);
        account.MapGet("/logout", () => Results.LocalRedirect("~/"));
    }

    private static async Task<IResult> LoginAsync(
        [FromForm] string email, [FromForm] string password, [FromForm] string? code, [FromForm] string? returnTo,
        GatewayClient gateway, Session session, SessionOpener sessions, CancellationToken cancellationToken)
    {
        try
        {
            var credentials = new Credentials(email, password, session.DeviceToken, code.OrNull());
            await SignInAsync(credentials, gateway, sessions, cancellationToken);
            return Results.LocalRedirect(LocalPath.Of(returnTo));
        }
        catch (GatewayException refusal) when (IsCorrectable(refusal))
        {
            var asksForCode = code is not null || refusal.Problem.Is("second-factor-required");
            return Login(returnTo, email, refusal.Problem.Messages(), asksForCode);
        }
    }

    private static async Task<IResult> RegisterAsync(
        [FromForm] string email, [FromForm] string password, [FromForm] string name, [FromForm] string? returnTo,
        GatewayClient gateway, Session session, SessionOpener sessions, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(
                HttpMethod.Post, "/users", new Registration(email, password, name), accessToken: null, cancellationToken);
        }
        catch (GatewayException refusal) when (IsCorrectable(refusal))
        {
            return Register(new(email, name, returnTo), FormMessages.Of(refusal.Problem, "name", "email", "password"));
        }

        try
        {
            await SignInAsync(new Credentials(email, password, session.DeviceToken), gateway, sessions, cancellationToken);
            return Results.LocalRedirect(LocalPath.Of(returnTo));
        }
        catch (GatewayException refusal) when (IsCorrectable(refusal))
        {
            // The address may have an account already; the mail says so, the page does not.
            return Registered(returnTo);
        }
    }

    private static async Task<IResult> LogoutAsync(
        GatewayClient gateway, Session session, SessionRefresher refresher, CancellationToken cancellationToken)
    {
        if (session.RefreshToken is { } token)
        {
            refresher.Forget(token);
            await gateway.SendAsync(HttpMethod.Post, "/users/logout", new Refresh(token), session.AccessToken, cancellationToken);
        }

        session.SignOut();
        return Results.LocalRedirect("~/");
    }

    private static async Task SignInAsync(
        Credentials credentials, GatewayClient gateway, SessionOpener sessions, CancellationToken cancellationToken)
    {
        var tokens = await gateway.SendAsync<Credentials, Tokens>(
            HttpMethod.Post, "/users/login", credentials, accessToken: null, cancellationToken);
        await sessions.OpenAsync(tokens, cancellationToken);
    }

    private static bool IsCorrectable(GatewayException refusal)
        => refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Conflict
            or HttpStatusCode.TooManyRequests;

    // The password is in no page, so it is given again with the code.
    private static RazorComponentResult<LoginPage> Login(
        string? returnTo, string? email, IEnumerable<string> messages, bool asksForCode = false)
        => new(new { ReturnTo = returnTo, Email = email, Messages = messages, AsksForCode = asksForCode });

    /// <summary>What was typed stays, but for the password.</summary>
    private static RazorComponentResult<RegisterPage> Register(Typed typed, FormMessages errors)
        => new(new { typed.Email, typed.Name, typed.ReturnTo, Errors = errors });

    private static RazorComponentResult<RegisterPage> Registered(string? returnTo) => new(new { ReturnTo = returnTo, Done = true });

    private sealed record Typed(string? Email, string? Name, string? ReturnTo);
}
