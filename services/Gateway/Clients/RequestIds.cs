using System.Buffers;
using System.Diagnostics;

namespace Ecommerce.Gateway.Clients;

/// <summary>Every request has an id that the client, the services and the trace all know.</summary>
internal static class RequestIds
{
    public const string Header = "X-Request-Id";

    private const int MaxLength = 64;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    public static void UseRequestIds(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var given = context.Request.Headers[Header].ToString();
        var id = IsSane(given) ? given : Guid.CreateVersion7().ToString("N");

        context.Request.Headers[Header] = id;
        Activity.Current?.SetTag("http.request.header.x-request-id", id);
        // At the last moment: it then stands in errors too, and in place of one that a service sent.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Whether it can stand in a log line and a header without doing harm.</summary>
    public static bool IsSane(string id) => id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(Allowed);
}
