using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>While the store is away, what needs it is a 503.</summary>
internal sealed partial class StoreOutageHandler(IProductStore store, IProblemDetailsService problems, ILogger<StoreOutageHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!store.IsOutage(exception))
            return false;

        LogUnavailable(exception.Message);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "5";
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable },
        });
    }

    [LoggerMessage(LogLevel.Warning, "The store is unavailable: {Reason}")]
    private partial void LogUnavailable(string reason);
}
