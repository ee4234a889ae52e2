using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Infrastructure.Idempotency;

/// <summary>409 with <c>Retry-After</c>: the first request with this key has not finished.</summary>
internal sealed class RequestInProgress : IResult
{
    private const string RetryAfterSeconds = "1";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        var problem = Problems.Problem(
            StatusCodes.Status409Conflict, "idempotency-in-progress", "A request with this idempotency key is still running.",
            "Repeat it in a moment.");
        return problem.ExecuteAsync(httpContext);
    }
}
