using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.PaymentService.Features;

/// <summary>What a caller is told when the provider does not take a method.</summary>
internal static class MethodProblems
{
    public static ProblemHttpResult Refused(MethodRefusedException refused) => Problems.Problem(
        StatusCodes.Status422UnprocessableEntity, "payment-method-refused", "The payment provider refuses this payment method.",
        refused.Reason);

    public static ProblemHttpResult Unavailable() => Problems.Problem(
        StatusCodes.Status503ServiceUnavailable, "service-unavailable", "The payment provider does not answer.");
}
