using System.Security.Claims;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.PaymentService.Features.PaymentMethods;

internal static class PaymentMethodEndpoints
{
    public static RouteGroupBuilder MapPaymentMethods(this RouteGroupBuilder payments)
    {
        payments.MapPost("methods", AddAsync).WithName("AddPaymentMethod").WithSummary("Adds a payment method")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        payments.MapGet("methods", ListAsync).WithName("ListPaymentMethods").WithSummary("The caller's saved payment methods");
        payments.MapDelete("methods/{id:guid}", DeleteAsync).WithName("DeletePaymentMethod").WithSummary("Deletes a payment method")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        return payments;
    }

    private static async Task<Results<Created<MethodResponse>, ProblemHttpResult>> AddAsync(
        MethodRequest request, ClaimsPrincipal user, IPaymentProvider provider, PaymentMethodStore methods, TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        request.Check(errors, provider.AcceptsCards, timeProvider.GetUtcNow());
        if (errors.TryGetProblem(out var problem))
            return problem;
        try
        {
            var method = await provider.AddMethodAsync(user.UserId(), request.ToSource(), cancellationToken);
            var id = request.Save == true ? await methods.SaveAsync(user.UserId(), method, cancellationToken) : null;
            if (request.Save == true && id is null)
                return Problems.Problem(StatusCodes.Status403Forbidden, "account-erased", "This account was erased.");
            return TypedResults.Created((string?)null, new MethodResponse(method.Token, method.Brand, method.Last4, id));
        }
        catch (MethodRefusedException refused)
        {
            return MethodProblems.Refused(refused);
        }
        catch (ProviderUnavailableException)
        {
            return MethodProblems.Unavailable();
        }
    }

    private static async Task<Ok<MethodList>> ListAsync(
        ClaimsPrincipal user, PaymentMethodStore methods, CancellationToken cancellationToken)
        => TypedResults.Ok(new MethodList(await methods.ListAsync(user.UserId(), cancellationToken)));

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, ClaimsPrincipal user, PaymentMethodStore methods, CancellationToken cancellationToken)
        => await methods.RemoveAsync(user.UserId(), id, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("payment method");
}
