using System.Diagnostics;
using System.Text.Json;
using Ecommerce.ServiceDefaults.Json;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>
/// Answers requests that Kestrel refuses before any middleware has them, such as <c>%00</c> in a path, with a problem document instead of
/// an empty body. Kestrel tells of them in a diagnostic event and sends its own answer only where none has been started by then.
/// </summary>
internal sealed class MalformedRequests : IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public static void AnswerAll(DiagnosticListener kestrel)
        => kestrel.Subscribe(new MalformedRequests(), (name, _, _) => name == BadRequest);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: BadRequest, Value: IFeatureCollection request })
            Answer(request);
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }

    private static void Answer(IFeatureCollection request)
    {
        var response = request.Get<IHttpResponseFeature>();
        if (response is not { HasStarted: false } || !CanHaveBody(request)
            || request.Get<IConnectionTransportFeature>()?.Transport.Output is not { } output)
            return;

        var problem = Problem(response.StatusCode);
        response.Headers.ContentType = "application/problem+json";
        response.Headers.ContentLength = problem.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Connection = "close";
        // There is no stream for the body of a response to what is no request: it follows the headers on the connection. Both fit into the
        // connection's buffer, so that neither call waits.
        if (request.Get<IHttpResponseBodyFeature>()?.StartAsync().IsCompletedSuccessfully is true)
            _ = output.WriteAsync(problem).AsTask();
    }

    // A connection of HTTP/2 carries the frames of other requests, too. The method is not known yet where the path is refused: such a HEAD
    // gets a body, which its client passes over with the rest of the connection.
    private static bool CanHaveBody(IFeatureCollection request)
        => request.Get<IHttp2StreamIdFeature>() is null && !HttpMethods.IsHead(request.Get<IHttpRequestFeature>()?.Method ?? "");

    private static byte[] Problem(int status)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Type = ProblemTypes.ForStatus(status),
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = "The request line or a header is malformed.",
            Extensions = { ["traceId"] = ActivityTraceId.CreateRandom().ToHexString() },
        };
        return JsonSerializer.SerializeToUtf8Bytes(problem, EdgeJson.Default.ProblemDetails);
    }
}
