using System.Net;
using Ecommerce.Storefront.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Shell;

/// <summary>Turns a refusal of the API that no page handles into a page: sign in first, or what went wrong.</summary>
internal sealed class FailurePages(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (GatewayException refusal) when (!context.Response.HasStarted)
        {
            await ResultFor(refusal, context).ExecuteAsync(context);
        }
    }

    private static IResult ResultFor(GatewayException refusal, HttpContext context) => refusal.Status switch
    {
        HttpStatusCode.Unauthorized => Results.LocalRedirect("~/login?return=" + Uri.EscapeDataString(ReturnTo(context.Request))),
        HttpStatusCode.NotFound => Pages.NotFound(),
        _ => Failure(refusal),
    };

    private static string ReturnTo(HttpRequest request) => HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/cart";

    private static RazorComponentResult<FailurePage> Failure(GatewayException refusal)
    {
        var status = (int)refusal.Status < 500 ? (int)refusal.Status : StatusCodes.Status502BadGateway;
        return new(new { Messages = refusal.Problem.Messages() }) { StatusCode = status };
    }
}
