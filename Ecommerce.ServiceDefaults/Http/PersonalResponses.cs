using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Http;

/// <summary>No cache keeps what concerns a person, or what a call has changed: such responses are <c>no-store</c>.</summary>
internal static class PersonalResponses
{
    public static void UsePersonalResponses(this WebApplication app) => app.Use((http, next) =>
    {
        if (IsPersonal(http))
            http.Response.OnStarting(ForbidStoring, http);
        return next(http);
    });

    private static Task ForbidStoring(object http)
    {
        var headers = ((HttpContext)http).Response.Headers;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsPersonal(HttpContext http)
        => http.Request.Headers.Authorization.Count > 0
            || http.Request.Headers.Cookie.Count > 0
            || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            || http.GetEndpoint()?.Metadata is { } metadata
                && (metadata.GetMetadata<IAllowAnonymous>() is null || metadata.GetMetadata<PersonalMark>() is not null);
}

/// <summary>On endpoints that need no token and yet answer about a person.</summary>
internal sealed class PersonalMark;
