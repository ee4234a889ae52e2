using System.Globalization;
using System.Security.Claims;
using Ecommerce.Contracts;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.PaymentService.Features.Authorizations;

/// <param name="Amount">What an order may cost at most.</param>
/// <param name="MethodId">Of a saved method; null for one that is typed in the browser.</param>
/// <param name="Save">Whether the method is to be saved.</param>
internal sealed record AuthorizationRequest(Money? Amount, Guid? MethodId = null, bool? Save = null)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        if (Amount is not { } amount)
            return errors.Add("amount", "is required: an amount with its currency");
        return errors
            .Check("amount.amount", amount.Amount > 0, "must be more than 0")
            .Check(
                "amount.currency", amount.Currency is { } code && Currencies.TryGetDecimals(code, out _),
                "must be a currency code of ISO 4217, such as EUR");
    }
}

/// <param name="Token">Pays for one order once the browser has completed it.</param>
/// <param name="ClientSecret">With which the provider's script in the browser completes it.</param>
internal sealed record AuthorizationResponse(string Token, string ClientSecret);

/// <param name="Amount">What the shopper's bank holds.</param>
internal sealed record HeldAuthorizationResponse(string Token, Money Amount);

internal static class AuthorizationEndpoint
{
    public static RouteGroupBuilder MapAuthorizations(this RouteGroupBuilder payments)
    {
        payments.MapPost("authorizations", BeginAsync).WithName("BeginAuthorization")
            .WithSummary("Begins a payment that the shopper's browser authorises")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        payments.MapGet("authorizations/{token}", FindAsync).WithName("GetAuthorization")
            .WithSummary("Reads what the caller's bank holds for an order")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return payments;
    }

    private static async Task<Results<Created<AuthorizationResponse>, ProblemHttpResult>> BeginAsync(
        AuthorizationRequest request, ClaimsPrincipal user, IServiceProvider services, PaymentMethodStore methods,
        AuthorizationLimit limit, HttpResponse response, CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var problem))
            return problem;
        if (services.GetService<IBrowserPayments>() is not { } provider)
            return Problems.Problem(
                StatusCodes.Status409Conflict, "authorization-not-needed",
                "The payment provider takes cards: send one to /payments/methods.");
        var owner = user.UserId();
        var saved = request.MethodId is { } id ? await methods.FindTokenAsync(owner, id, cancellationToken) : null;
        if (request.MethodId is not null && saved is null)
            return Problems.NotFound("payment method");
        if (await limit.TryTakeAsync(owner, cancellationToken) is { } wait)
            return TooMany(response, wait);
        try
        {
            var begun = await provider.BeginAsync(owner, request.Amount!.Value, saved, request.Save == true, cancellationToken);
            return TypedResults.Created((string?)null, new AuthorizationResponse(begun.Token, begun.ClientSecret));
        }
        catch (MethodRefusedException refused)
        {
            return MethodProblems.Refused(refused);
        }
        catch (ProviderUnavailableException)
        {
            await limit.GiveBackAsync(owner, cancellationToken);
            return MethodProblems.Unavailable();
        }
    }

    private static async Task<Results<Ok<HeldAuthorizationResponse>, ProblemHttpResult>> FindAsync(
        string token, ClaimsPrincipal user, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var held = services.GetService<IBrowserPayments>() is { } provider
                ? await provider.FindHeldAsync(user.UserId(), token, cancellationToken)
                : null;
            return held is { } amount
                ? TypedResults.Ok(new HeldAuthorizationResponse(token, amount))
                : Problems.NotFound("authorization");
        }
        catch (ProviderUnavailableException)
        {
            return MethodProblems.Unavailable();
        }
    }

    private static ProblemHttpResult TooMany(HttpResponse response, TimeSpan wait)
    {
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problems.Problem(
            StatusCodes.Status429TooManyRequests, "too-many-authorizations", "There were too many attempts to pay in the last hour.");
    }
}
