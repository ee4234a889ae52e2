using System.Net.Mime;

namespace Ecommerce.OrderService.Infrastructure.Idempotency;

/// <summary>The response of a finished request, sent again byte for byte at each repetition.</summary>
internal sealed record StoredResponse(int Status, string? Location, string Body) : IResult
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
