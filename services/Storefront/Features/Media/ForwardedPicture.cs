using System.Net;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Media;

/// <summary>A picture as the API sent it, with what it says of caching; nothing else of it reaches the shop's origin.</summary>
internal sealed class ForwardedPicture(HttpResponseMessage answer) : IResult
{
    private const string MediaType = "image/webp";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (answer)
            await ForwardAsync(httpContext);
    }

    private async Task ForwardAsync(HttpContext http)
    {
        if (answer.StatusCode is HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == MediaType)
            await SendAsync(http);
        else if (answer.StatusCode is HttpStatusCode.NotModified)
            SetHeaders(http.Response, StatusCodes.Status304NotModified);
        else
            await Refusal(http.Response).ExecuteAsync(http);
    }

    private async Task SendAsync(HttpContext http)
    {
        SetHeaders(http.Response, StatusCodes.Status200OK);
        http.Response.ContentType = MediaType;
        http.Response.ContentLength = answer.Content.Headers.ContentLength;
        if (!HttpMethods.IsHead(http.Request.Method))
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private void SetHeaders(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.Headers.ETag = answer.Headers.ETag?.ToString();
        response.Headers.CacheControl = answer.Headers.CacheControl?.ToString();
    }

    private ProblemHttpResult Refusal(HttpResponse response)
    {
        response.Headers.RetryAfter = answer.Headers.RetryAfter?.ToString();
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound => Problems.NotFound("picture"),
            HttpStatusCode.TooManyRequests => Problems.Problem(
                StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests in the last minute."),
            _ => Problems.Problem(StatusCodes.Status503ServiceUnavailable, "unavailable", "Pictures are not to be had at the moment."),
        };
    }
}
