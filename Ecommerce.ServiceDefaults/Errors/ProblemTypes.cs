using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>The stable types of refusals.</summary>
public static class ProblemTypes
{
    public const string Prefix = "urn:ecommerce:problem:";

    /// <param name="name">Such as <c>price-changed</c>.</param>
    public static string Urn(string name) => Prefix + name;

    /// <summary>Of refusals that no handler makes itself.</summary>
    internal static string ForStatus(int status) => Urn(status switch
    {
        StatusCodes.Status400BadRequest => "invalid-request",
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status406NotAcceptable => "not-acceptable",
        StatusCodes.Status408RequestTimeout => "request-timeout",
        StatusCodes.Status409Conflict => "conflict",
        StatusCodes.Status412PreconditionFailed => "precondition-failed",
        StatusCodes.Status413PayloadTooLarge => "body-too-large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported-media-type",
        StatusCodes.Status422UnprocessableEntity => "unprocessable",
        StatusCodes.Status428PreconditionRequired => "precondition-required",
        StatusCodes.Status429TooManyRequests => "too-many-requests",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "headers-too-large",
        StatusCodes.Status500InternalServerError => "internal-error",
        StatusCodes.Status502BadGateway => "bad-gateway",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        StatusCodes.Status504GatewayTimeout => "timeout",
        _ => $"status-{status}",
    });
}
