using Ecommerce.Gateway.Domain;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Gateway.Features.Forwarding;

/// <summary>The gateway's own responses to requests that it does not forward, or that no service answered.</summary>
internal static class GatewayProblems
{
    public static ProblemHttpResult BotRefused() => Problems.Problem(
        StatusCodes.Status403Forbidden, "bot-refused", "This client is not served.", "Name your client in a User-Agent header.");

    public static ProblemHttpResult BodyTooLarge(ServiceRoute route) => Problems.Problem(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", "The request's body is too large.",
        $"{route.Path} takes at most {route.MaxBodyMegabytes} MB.");

    /// <param name="status">The status that the forwarder set when it failed.</param>
    public static ProblemHttpResult OfFailure(int status, ServiceRoute route) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge(route),
        StatusCodes.Status504GatewayTimeout => Problems.Problem(
            status, "timeout", "A service took too long to answer.", $"{route.Service} sent nothing for {route.ActivityTimeoutSeconds} s."),
        >= 400 and < 500 => Problems.Problem(status, "invalid-request", "The request's body could not be read."),
        _ => Problems.Problem(
            StatusCodes.Status502BadGateway, "bad-gateway", "A service cannot be reached.", $"{route.Service} gave no answer."),
    };
}
