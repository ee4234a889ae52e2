using System.Buffers;
using System.Diagnostics;

namespace Ecommerce.Gateway.Infrastructure.Middleware;

/// <summary>Every request has an id, for the client, the services and the trace.</summary>
internal static class RequestIds
{
    public const string Header = "X-Request-Id";

    private const int MaxLength = 64;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    public static void UseRequestIds(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var given = context.Request.Headers[Header].ToString();
        var id = IsValid(given) ? given : Guid.CreateVersion7().ToString("N");

        context.Request.Headers[Header] = id;
        Activity.Current?.SetTag("http.request.header.x-request-id", id);
        // At the last moment, so that errors have it as well, and it replaces one that a service sent.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Whether it is safe in a log line and a header.</summary>
    public static bool IsValid(string id) => id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(Allowed);
}
