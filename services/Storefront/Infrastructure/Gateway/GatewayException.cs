using System.Net;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>The API rejected a request.</summary>
internal sealed class GatewayException(HttpStatusCode status, Problem problem) : Exception(problem.Title)
{
    public HttpStatusCode Status { get; } = status;

    public Problem Problem { get; } = problem;
}
