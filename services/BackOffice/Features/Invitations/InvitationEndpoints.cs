using System.Net;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Features.SignIn;
using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.BackOffice.Features.Invitations;

/// <summary>Where the link of a mailed invitation leads. Whoever comes is not signed in, and is not by accepting.</summary>
internal static class InvitationEndpoints
{
    private const string Silent = "The shop does not answer at the moment. Please try again in a little while.";

    public static void MapInvitation(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/invitation").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("", (string? token, IAccountsApi accounts, Refusals refusals, CancellationToken cancellationToken)
            => ShowAsync(new(token ?? ""), refused: null, accounts, refusals, cancellationToken));
        pages.MapPost("", AcceptAsync);
    }

    private static async Task<IResult> AcceptAsync(
        [FromForm] string? token, [FromForm] string? name, [FromForm] string? password, [FromForm] string? code, IAccountsApi accounts,
        Refusals refusals, CancellationToken cancellationToken)
    {
        var acceptance = new Acceptance(token ?? "", password ?? "", name.OrNull(), code.OrNull());
        try
        {
            await accounts.AcceptInvitationAsync(acceptance, cancellationToken);
            return new RazorComponentResult<SignInPage>(
                new { Message = "The invitation is accepted. Sign in with your email address and your password." });
        }
        catch (GatewayException refusal)
        {
            return await ShowAsync(acceptance, refusal, accounts, refusals, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return Ended(Silent, HttpStatusCode.BadGateway);
        }
    }

    /// <param name="refused">Why it was not accepted; null where nobody has tried.</param>
    private static async Task<IResult> ShowAsync(
        Acceptance entered, GatewayException? refused, IAccountsApi accounts, Refusals refusals, CancellationToken cancellationToken)
    {
        try
        {
            var offer = await accounts.ReadInvitationAsync(new(entered.Token), cancellationToken);
            return new RazorComponentResult<InvitationPage>(new
            {
                entered.Token, Offer = offer, entered.Name, Message = refused is null ? null : MessageOf(refused, refusals),
            })
            { StatusCode = (int)(refused?.Status ?? HttpStatusCode.OK) };
        }
        catch (GatewayException failure) when ((int)failure.Status < 500)
        {
            return Ended(
                "This invitation has ended, was used or withdrawn. Ask whoever invited you to send it again.",
                failure.Status is HttpStatusCode.BadRequest ? HttpStatusCode.UnprocessableEntity : failure.Status);
        }
        catch (Exception failure) when (failure is HttpRequestException or GatewayException)
        {
            return Ended(Silent, HttpStatusCode.BadGateway);
        }
    }

    private static RazorComponentResult<EndedInvitationPage> Ended(string message, HttpStatusCode status)
        => new(new { Message = message }) { StatusCode = (int)status };

    private static string MessageOf(GatewayException refusal, Refusals refusals) => refusal switch
    {
        _ when refusal.Problem.Is("wrong-password") => "The password is wrong.",
        _ when refusal.Problem.Is("second-factor-required") => "Please enter the code.",
        _ when refusal.Problem.Is("wrong-code") => "The code is wrong. One of the app is good for a minute, and each works once.",
        _ when refusal.Problem.Is("account-disabled") => "This account is disabled.",
        _ when refusal.Problem.Of("name") is not null => "Please enter your name as text, without web addresses.",
        _ when refusal.Problem.Of("password") is not null => "The password needs 10 to 128 characters, at least 4 of them different.",
        { Status: HttpStatusCode.TooManyRequests } => "That was very often in a short time. Please wait a little.",
        _ => refusals.InPageLanguage(refusal).Message,
    };
}
