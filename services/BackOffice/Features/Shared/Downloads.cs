using System.Net;
using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.BackOffice.Infrastructure.Gateway;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Localization;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>Files of the API, passed on as they come. A file is a request: a page that is open cannot send one.</summary>
internal sealed class Downloads(
    StaffGateway gateway, AuthenticationStateProvider authentication, IHttpContextAccessor requests, Refusals refusals,
    IStringLocalizer<Texts> texts)
{
    /// <param name="path">Of the API, with its query.</param>
    /// <param name="fileName">As the browser saves it.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<IResult> SendAsync(string path, string fileName, CancellationToken cancellationToken)
    {
        var http = requests.HttpContext!;
        // Of a page the framework tells who has it open.
        ((IHostEnvironmentAuthenticationStateProvider)authentication).SetAuthenticationState(
            Task.FromResult(new AuthenticationState(http.User)));
        try
        {
            var answer = await gateway.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            http.Response.RegisterForDispose(answer);
            if (await GatewayException.OfAsync(answer) is GatewayException refusal)
                return Refused(refusal);
            return Results.Stream(
                await answer.Content.ReadAsStreamAsync(cancellationToken), answer.Content.Headers.ContentType?.ToString(), fileName);
        }
        catch (GatewayException refusal)
        {
            return Refused(refusal);
        }
        catch (HttpRequestException)
        {
            return Results.Problem(
                texts["The shop does not answer at the moment. Please try again in a little while."],
                statusCode: (int)HttpStatusCode.BadGateway);
        }
    }

    private IResult Refused(GatewayException refusal)
        => Results.Problem(refusals.InPageLanguage(refusal).Message, statusCode: (int)refusal.Status);
}
