using System.Net;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Scripts;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>Turns an unhandled error of the API into a redirect to the login or an error page.</summary>
internal sealed class ErrorPageMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Session session)
    {
        try
        {
            await next(context);
        }
        catch (GatewayException refusal) when (!context.Response.HasStarted)
        {
            context.ShowsMessagesAlone();
            await ResultFor(refusal, context.Request, session).ExecuteAsync(context);
        }
        catch (InvalidDataException) when (context.Request.HasFormContentType && !context.Response.HasStarted)
        {
            // More fields than a form has, or none that can be told apart.
            await TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
        }
    }

    private static IResult ResultFor(GatewayException refusal, HttpRequest request, Session session) => refusal.Status switch
    {
        HttpStatusCode.Unauthorized => SignInAgain(request, session),
        HttpStatusCode.NotFound => Pages.NotFound(),
        _ => Failure(refusal),
    };

    /// <summary>
    /// A token that the API refuses is dropped, and the same is asked for again, forms included: with a new token, or without one where the
    /// session is over. What needs a session then leads to the login.
    /// </summary>
    private static IResult SignInAgain(HttpRequest request, Session session)
    {
        if (!session.SignedIn)
            return Results.LocalRedirect("~/login?return=" + Uri.EscapeDataString(ReturnTo(request)));
        session.DropToken();
        return Results.LocalRedirect(LocalPath.Of($"{request.Path}{request.QueryString}"), preserveMethod: true);
    }

    /// <summary>A form that was sent cannot be sent again: back to the page that it stands on.</summary>
    private static string ReturnTo(HttpRequest request)
        => HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString
            : request.Path.StartsWithSegments("/checkout", StringComparison.OrdinalIgnoreCase) ? "/checkout"
            : request.Path.StartsWithSegments("/orders", StringComparison.OrdinalIgnoreCase) ? request.Path
            : "/cart";

    private static RazorComponentResult<ErrorPage> Failure(GatewayException refusal)
    {
        var status = (int)refusal.Status < 500 ? (int)refusal.Status : StatusCodes.Status502BadGateway;
        return new(new { Messages = refusal.Problem.Messages() }) { StatusCode = status };
    }
}
