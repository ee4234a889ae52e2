using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// gRPC over plain Kestrel: a POST per call, one request message, one or many answers, the outcome in the trailers.
/// </summary>
internal static class GrpcEndpoints
{
    private const string Ok = "0";
    private const string InvalidArgument = "3";
    private const string Internal = "13";
    private const string Unavailable = "14";

    public static void MapUnary<TRequest>(
        this IEndpointRouteBuilder routes, string path, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<IMessage>> answer)
        where TRequest : IMessage<TRequest> =>
        routes.MapPost(path, context => RunAsync(context, async cancellationToken =>
        {
            var request = await GrpcMessage.ReadAsync(context.Request.BodyReader, parser, cancellationToken);
            await GrpcMessage.WriteAsync(context.Response.BodyWriter, await answer(request, cancellationToken), cancellationToken);
        }));

    public static void MapStream<TRequest>(
        this IEndpointRouteBuilder routes, string path, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, IAsyncEnumerable<IMessage>> answers)
        where TRequest : IMessage<TRequest> =>
        routes.MapPost(path, context => RunAsync(context, async cancellationToken =>
        {
            var request = await GrpcMessage.ReadAsync(context.Request.BodyReader, parser, cancellationToken);
            await foreach (var message in answers(request, cancellationToken))
                await GrpcMessage.WriteAsync(context.Response.BodyWriter, message, cancellationToken);
        }));

    /// <summary>A call that is answered by nothing, for as long as the caller listens.</summary>
    public static void MapSilence(this IEndpointRouteBuilder routes, string path) =>
        routes.MapPost(path, context => RunAsync(context, cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken)));

    public static void Refuse(HttpContext context, string status, string message)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = status;
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(message);
    }

    private static async Task RunAsync(HttpContext context, Func<CancellationToken, Task> call)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync(context.RequestAborted);
        var (status, message) = await OutcomeAsync(call, context.RequestAborted);
        if (context.RequestAborted.IsCancellationRequested) return;
        context.Response.AppendTrailer("grpc-status", status);
        if (message is not null) context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
    }

    private static async Task<(string Status, string? Message)> OutcomeAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call(cancellationToken);
            return (Ok, null);
        }
        catch (OperationCanceledException)
        {
            return (Unavailable, "The application host is stopping.");
        }
        catch (Exception e) when (e is InvalidDataException or InvalidProtocolBufferException)
        {
            return (InvalidArgument, e.Message);
        }
        catch (HttpRequestException e)
        {
            return (Internal, e.Message);
        }
    }
}
