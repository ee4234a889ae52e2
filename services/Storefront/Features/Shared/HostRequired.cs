namespace Ecommerce.Storefront.Features.Shared;

/// <summary>HTTP/1.0 requests may come without a host, and pages name their own addresses with it.</summary>
internal sealed class HostRequired(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
        => context.Request.Host.HasValue
            ? next(context)
            : TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The Host header is missing.").ExecuteAsync(context);
}
