using Ecommerce.Gateway.Routes;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Gateway.Forwarding;

/// <summary>What the gateway itself answers where it does not pass on a service's answer.</summary>
internal static class Refusals
{
    public static ProblemHttpResult Bot() => Problems.Problem(
        StatusCodes.Status403Forbidden, "bot-refused", "This client is not served.", "Name your client in a User-Agent header.");

    public static ProblemHttpResult BodyTooLarge(ServiceRoute route) => Problems.Problem(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", "The request's body is too large.",
        $"{route.Path} takes at most {route.MaxBodyMegabytes} MB.");

    /// <param name="status">What became of a request that could not be passed on, or had no answer.</param>
    public static ProblemHttpResult Of(int status, ServiceRoute route) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge(route),
        StatusCodes.Status504GatewayTimeout => Problems.Problem(
            status, "timeout", "A service took too long to answer.", $"{route.Service} was silent for {route.SilenceSeconds} s."),
        >= 400 and < 500 => Problems.Problem(status, "invalid-request", "The request's body could not be read."),
        _ => Problems.Problem(
            StatusCodes.Status502BadGateway, "bad-gateway", "A service cannot be reached.", $"{route.Service} gave no answer."),
    };
}
