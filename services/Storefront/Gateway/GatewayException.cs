using System.Net;

namespace Ecommerce.Storefront.Gateway;

/// <summary>The API refused a call.</summary>
internal sealed class GatewayException(HttpStatusCode status, Problem problem) : Exception(problem.Title)
{
    public HttpStatusCode Status { get; } = status;

    public Problem Problem { get; } = problem;
}
