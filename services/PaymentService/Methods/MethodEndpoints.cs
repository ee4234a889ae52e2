using System.Security.Claims;
using Ecommerce.PaymentService.Provider;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.PaymentService.Methods;

internal static class MethodEndpoints
{
    public static RouteGroupBuilder MapMethods(this RouteGroupBuilder payments)
    {
        payments.MapPost("methods", TokeniseAsync).WithName("AddPaymentMethod").ProducesProblem(StatusCodes.Status400BadRequest);
        return payments;
    }

    private static async Task<Results<Created<MethodResponse>, ProblemHttpResult>> TokeniseAsync(
        MethodRequest request, ClaimsPrincipal user, IPaymentProvider provider, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        request.Check(errors, time.GetUtcNow());
        if (errors.Refusal(out var refusal))
            return refusal;
        var method = await provider.TokeniseAsync(user.UserId(), request.ToCard(), cancellationToken);
        return TypedResults.Created((string?)null, new MethodResponse(method.Token, method.Brand, method.Last4));
    }
}
