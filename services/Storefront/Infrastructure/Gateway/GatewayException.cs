using System.Net;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>The API rejected a request.</summary>
internal sealed class GatewayException(HttpStatusCode status, Problem problem) : Exception(problem.Title)
{
    public HttpStatusCode Status { get; } = status;

    public Problem Problem { get; } = problem;
}

internal static class Outages
{
    /// <summary>The service is down, or does not answer in time; it has refused nothing.</summary>
    public static bool IsOutage(this Exception failure)
        => failure is HttpRequestException or GatewayException { Status: >= HttpStatusCode.InternalServerError };
}
