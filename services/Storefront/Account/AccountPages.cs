using System.Net;
using Ecommerce.Storefront.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Account;

internal static class AccountPages
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("").DisableAntiforgery();
        account.MapGet("/login", ([FromQuery(Name = "return")] string? returnTo) => Login(returnTo, []));
        account.MapPost("/login", LoginAsync);
        account.MapGet("/register", () => Register([]));
        account.MapPost("/register", RegisterAsync);
        account.MapPost("/logout", LogoutAsync);
    }

    private static async Task<IResult> LoginAsync(
        [FromForm] string email, [FromForm] string password, [FromForm] string? returnTo,
        GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        try
        {
            await SignInAsync(new Credentials(email, password), gateway, session, cancellationToken);
            return Results.LocalRedirect(LocalPath(returnTo));
        }
        catch (GatewayException refusal) when (IsCorrectable(refusal))
        {
            return Login(returnTo, refusal.Problem.Messages());
        }
    }

    private static async Task<IResult> RegisterAsync(
        [FromForm] string email, [FromForm] string password, [FromForm] string name,
        GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(HttpMethod.Post, "/users", new Registration(email, password, name), accessToken: null, cancellationToken);
            await SignInAsync(new Credentials(email, password), gateway, session, cancellationToken);
            return Results.LocalRedirect("~/");
        }
        catch (GatewayException refusal) when (IsCorrectable(refusal))
        {
            return Register(refusal.Problem.Messages());
        }
    }

    private static async Task<IResult> LogoutAsync(GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        if (session.RenewalToken is { } token)
            await gateway.SendAsync(HttpMethod.Post, "/users/logout", new Refresh(token), session.AccessToken, cancellationToken);
        session.SignOut();
        return Results.LocalRedirect("~/");
    }

    private static async Task SignInAsync(Credentials credentials, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var anonymousCart = session.AnonymousCart;
        var tokens = await gateway.SendAsync<Credentials, Tokens>(HttpMethod.Post, "/users/login", credentials, accessToken: null, cancellationToken);
        session.SignIn(tokens);
        if (anonymousCart is null)
            return;

        await MergeAsync(new CartMerge(anonymousCart), gateway, tokens.AccessToken, cancellationToken);
        session.ForgetCart();
    }

    private static async Task MergeAsync(CartMerge merge, GatewayClient gateway, string accessToken, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(HttpMethod.Post, "/carts/me/merge", merge, accessToken, cancellationToken);
        }
        catch (GatewayException refusal) when (refusal.Status is HttpStatusCode.NotFound)
        {
            // The anonymous cart lapsed: there is nothing to take over.
        }
    }

    private static bool IsCorrectable(GatewayException refusal)
        => refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests;

    /// <summary>An address from the query may only lead to our own pages.</summary>
    private static string LocalPath(string? path)
        => path is ['/', ..] && path is not ['/', '/' or '\\', ..] ? path : "/";

    private static RazorComponentResult<LoginPage> Login(string? returnTo, IEnumerable<string> messages)
        => new(new { ReturnTo = returnTo, Messages = messages });

    private static RazorComponentResult<RegisterPage> Register(IEnumerable<string> messages) => new(new { Messages = messages });
}
