using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>
/// What a request is to blame for becomes its 4xx, an outage of a service or the database a 503;
/// all else stays a 500 that says nothing, and is logged.
/// </summary>
internal sealed partial class RequestExceptionHandler(
    IProblemDetailsService problems, IOptions<JsonOptions> json, ILogger<RequestExceptionHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Describe(exception, http);
        if (problem is null)
            return false;

        http.Response.StatusCode = problem.Status!.Value;
        if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnavailable(exception.Message);
            http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        }

        return await problems.TryWriteAsync(new() { HttpContext = http, ProblemDetails = problem });
    }

    private ProblemDetails? Describe(Exception exception, HttpContext http) => exception switch
    {
        BadHttpRequestException { StatusCode: not StatusCodes.Status400BadRequest } other
            => new ProblemDetails { Status = other.StatusCode },
        BadHttpRequestException { InnerException: JsonException body } => Unreadable(body, http),
        BadHttpRequestException parameter => InvalidRequest.Parameter(parameter.Message),
        HttpRequestException or DbException { IsTransient: true }
            => new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable },
        _ => null,
    };

    private HttpValidationProblemDetails Unreadable(JsonException exception, HttpContext http)
    {
        var type = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        var body = type is not null && json.Value.SerializerOptions.TryGetTypeInfo(type, out var known) ? known : null;
        return InvalidRequest.Document(InvalidRequest.ErrorsOf(exception, body));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the request needs is unavailable: {Reason}")]
    private partial void LogUnavailable(string reason);
}
