using System.Net.Mime;

namespace Ecommerce.OrderService.Idempotency;

/// <summary>The answer of a finished request, given again byte for byte at each repetition.</summary>
internal sealed record StoredAnswer(int Status, string? Location, string Body) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = $"{MediaTypeNames.Application.Json}; charset=utf-8";
        if (Location is not null)
            response.Headers.Location = Location;
        return response.WriteAsync(Body, httpContext.RequestAborted);
    }
}
