using System.Security.Claims;
using Ecommerce.PaymentService.Provider;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.PaymentService.Methods;

internal static class MethodEndpoints
{
    public static RouteGroupBuilder MapMethods(this RouteGroupBuilder payments)
    {
        payments.MapPost("methods", AddAsync).WithName("AddPaymentMethod")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        payments.MapGet("methods", ListAsync).WithName("ListPaymentMethods");
        payments.MapDelete("methods/{id:guid}", DeleteAsync).WithName("DeletePaymentMethod")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        return payments;
    }

    private static async Task<Results<Created<MethodResponse>, ProblemHttpResult>> AddAsync(
        MethodRequest request, ClaimsPrincipal user, IPaymentProvider provider, MethodStore methods, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        request.Check(errors, provider.TakesCards, time.GetUtcNow());
        if (errors.Refusal(out var refusal))
            return refusal;
        try
        {
            var method = await provider.AddMethodAsync(user.UserId(), request.ToSource(), cancellationToken);
            var id = request.Save == true ? await methods.KeepAsync(user.UserId(), method, cancellationToken) : null;
            if (request.Save == true && id is null)
                return Problems.Problem(StatusCodes.Status403Forbidden, "account-erased", "This account was erased.");
            return TypedResults.Created((string?)null, new MethodResponse(method.Token, method.Brand, method.Last4, id));
        }
        catch (MethodRefusedException refused)
        {
            return Problems.Problem(
                StatusCodes.Status422UnprocessableEntity, "payment-method-refused", "The payment provider does not take this.", refused.Reason);
        }
        catch (ProviderUnavailableException)
        {
            return Problems.Problem(StatusCodes.Status503ServiceUnavailable, "service-unavailable", "The payment provider does not answer.");
        }
    }

    private static async Task<Ok<MethodList>> ListAsync(ClaimsPrincipal user, MethodStore methods, CancellationToken cancellationToken)
        => TypedResults.Ok(new MethodList(await methods.ListAsync(user.UserId(), cancellationToken)));

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, ClaimsPrincipal user, MethodStore methods, CancellationToken cancellationToken)
        => await methods.GiveUpAsync(user.UserId(), id, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("payment method");
}
