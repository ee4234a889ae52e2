using Ecommerce.Gateway.Clients;
using Ecommerce.Gateway.Routes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Ecommerce.Gateway.Forwarding;

/// <summary>Sends a request on to its service, or refuses it.</summary>
internal sealed class ServiceForwarder(IHttpForwarder forwarder, UpstreamClient upstream, BotDetection bots)
{
    public async Task ForwardAsync(HttpContext context, ServiceRoute route, string address)
    {
        if (!route.IsWebhook && bots.Refuses(context.Request.Headers.UserAgent.ToString()))
        {
            await Refusals.Bot().ExecuteAsync(context);
            return;
        }

        if (route is { ChecksToken: true, IsWebhook: false } && context.Request.Headers.Authorization.Count > 0 && !(await context.AuthenticateAsync()).Succeeded)
        {
            await context.ChallengeAsync();
            return;
        }

        if (context.Request.ContentLength > route.MaxBodyBytes)
        {
            await Refusals.BodyTooLarge(route).ExecuteAsync(context);
            return;
        }

        await SendAsync(context, route, address);
    }

    private async Task SendAsync(HttpContext context, ServiceRoute route, string address)
    {
        // A body of unknown length is counted while it streams through.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = route.MaxBodyBytes;

        var config = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(route.SilenceSeconds) };
        var error = await forwarder.SendAsync(context, address, upstream.Invoker, config, ServiceRequest.Transformer, context.RequestAborted);
        if (error != ForwarderError.None && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            await Refusals.Of(context.Response.StatusCode, route).ExecuteAsync(context);
    }
}
