using Ecommerce.Gateway.Domain;
using Ecommerce.Gateway.Infrastructure.Middleware;
using Ecommerce.Gateway.Infrastructure.Upstream;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Ecommerce.Gateway.Features.Forwarding;

/// <summary>Forwards a request to its service, or refuses it.</summary>
internal sealed class ServiceForwarder(
    IHttpForwarder forwarder, UpstreamClient upstream, ForwardedRequestTransformer transformer, BotDetection bots)
{
    public async Task ForwardAsync(HttpContext context, ServiceRoute route, string address)
    {
        var request = context.Request;
        if (!route.IsWebhook && bots.IsDenied(request.Headers.UserAgent.ToString()))
        {
            await GatewayProblems.BotRefused().ExecuteAsync(context);
            return;
        }

        var checksToken = route is { ChecksToken: true, IsWebhook: false } && request.Headers.Authorization.Count > 0;
        if (checksToken && !(await context.AuthenticateAsync()).Succeeded)
        {
            await context.ChallengeAsync();
            return;
        }

        if (request.ContentLength > route.MaxBodyBytes)
        {
            await GatewayProblems.BodyTooLarge(route).ExecuteAsync(context);
            return;
        }

        await SendAsync(context, route, address);
    }

    private async Task SendAsync(HttpContext context, ServiceRoute route, string address)
    {
        // A body of unknown length is counted while it is streamed.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = route.MaxBodyBytes;

        var config = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(route.ActivityTimeoutSeconds) };
        var error = await forwarder.SendAsync(
            context, address, upstream.Invoker, config, transformer, context.RequestAborted);
        if (error != ForwarderError.None && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            await GatewayProblems.OfFailure(context.Response.StatusCode, route).ExecuteAsync(context);
    }
}
