using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>What a request is to blame for becomes its 4xx, an outage of a service or the database a 503; all else stays a 500 that says nothing and is logged.</summary>
internal sealed partial class RequestExceptionHandler(IProblemDetailsService problems, ILogger<RequestExceptionHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Describe(exception);
        if (problem is null)
            return false;

        http.Response.StatusCode = problem.Status!.Value;
        if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnavailable(exception, exception.Message);
            http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        }

        return await problems.TryWriteAsync(new() { HttpContext = http, ProblemDetails = problem });
    }

    private static ProblemDetails? Describe(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => InvalidRequest.Document(bad),
        BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode },
        JsonException json => InvalidRequest.Document(json),
        HttpRequestException or DbException { IsTransient: true } => new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable },
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A service that the request needs is unavailable: {Reason}")]
    private partial void LogUnavailable(Exception exception, string reason);
}
