using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>While Redis is unavailable, carts are a 503.</summary>
internal sealed partial class RedisOutageHandler(IProblemDetailsService problems, ILogger<RedisOutageHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not RedisUnavailableException)
            return false;

        LogUnavailable(logger, exception.Message);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "2";
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable },
        });
    }

    [LoggerMessage(LogLevel.Warning, "Redis is unavailable: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string reason);
}
