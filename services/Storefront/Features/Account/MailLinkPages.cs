using System.Net;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Account;

/// <summary>Pages of the links in mails. Mail scanners open links, too, so only the page's button changes anything.</summary>
internal static class MailLinkPages
{
    public static void MapMailLinks(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/account").DisableAntiforgery().AddEndpointFilter(SetReferrerPolicyAsync);
        account.MapGet("/verify", ([FromQuery] string? token) => Verify(token, []));
        account.MapPost("/verify", VerifyAsync);
        account.MapGet("/reset", ([FromQuery] string? token) => Reset(token, []));
        account.MapPost("/reset", ResetAsync);
        account.MapGet("/forgot", () => Forgot([]));
        account.MapPost("/forgot", ForgotAsync);
    }

    // The address has the link's secret: it must not be sent as a referrer.
    private static ValueTask<object?> SetReferrerPolicyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    private static Task<IResult> VerifyAsync([FromForm] string token, GatewayClient gateway, CancellationToken cancellationToken)
        => SendAsync(
            gateway, "/users/verify", new MailedToken(token), () => Verify(token, [], done: true), messages => Verify(token, messages),
            cancellationToken);

    private static Task<IResult> ResetAsync(
        [FromForm] string token, [FromForm] string password, GatewayClient gateway, CancellationToken cancellationToken)
        => SendAsync(
            gateway, "/users/password-reset/confirm", new PasswordReset(token, password), () => Reset(token, [], done: true),
            messages => Reset(token, messages), cancellationToken);

    private static Task<IResult> ForgotAsync([FromForm] string email, GatewayClient gateway, CancellationToken cancellationToken)
        => SendAsync(
            gateway, "/users/password-reset", new ForgottenPassword(email), () => Forgot([], done: true), Forgot, cancellationToken);

    private static async Task<IResult> SendAsync<TBody>(
        GatewayClient gateway, string path, TBody body, Func<IResult> done, Func<IEnumerable<string>, IResult> refused,
        CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(HttpMethod.Post, path, body, accessToken: null, cancellationToken);
            return done();
        }
        catch (GatewayException refusal) when (refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict
            or HttpStatusCode.UnprocessableEntity or HttpStatusCode.TooManyRequests)
        {
            return refused(refusal.Problem.Messages());
        }
    }

    private static RazorComponentResult<VerifyPage> Verify(string? token, IEnumerable<string> messages, bool done = false)
        => new(new { Token = token, Messages = messages, Done = done });

    private static RazorComponentResult<ResetPage> Reset(string? token, IEnumerable<string> messages, bool done = false)
        => new(new { Token = token, Messages = messages, Done = done });

    private static RazorComponentResult<ForgotPage> Forgot(IEnumerable<string> messages) => Forgot(messages, done: false);

    private static RazorComponentResult<ForgotPage> Forgot(IEnumerable<string> messages, bool done)
        => new(new { Messages = messages, Done = done });
}
