using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Features.Profile;

internal static class ProfileEndpoints
{
    public static void MapProfile(this IEndpointRouteBuilder app)
        => app.MapGroup("/users").WithTags("Accounts").MapPatch("/me", ChangeAsync)
            .WithName("ChangeProfile").WithSummary("Changes the caller's name, locale, email or password");

    private static async Task<Results<Ok<Account>, ProblemHttpResult>> ChangeAsync(
        ProfileRequest request, Caller caller, PasswordConfirmation confirmation, ProfileStore profiles, TakenAddresses taken,
        AttemptStore attempts, IOptions<AttemptOptions> limits, CancellationToken cancellationToken)
    {
        var (change, errors) = request.Read();
        if (errors.TryGetProblem(out var invalid))
            return invalid;
        Credential? credential = null;
        if (change.Email is not null)
        {
            if (await taken.FindWaitAsync(caller, caller.UserId, cancellationToken) is { } delay)
                return caller.TooManyAttempts(delay);
            (credential, var problem) = await confirmation.ConfirmOwnerAsync(caller, request.Password!, request.Code, cancellationToken);
            if (problem is not null)
                return problem;
            if (await attempts.CountAsync(limits.Value.Verification, $"{caller.UserId}", cancellationToken) is { } wait)
                return caller.TooManyAttempts(wait);
        }

        return await profiles.ChangeAsync(caller, change, credential, cancellationToken) switch
        {
            (ProfileOutcome.Done, { } account) => TypedResults.Ok(account),
            (ProfileOutcome.EmailTaken, _) => AccountProblems.EmailTaken(),
            (ProfileOutcome.CredentialChanged, _) => AccountProblems.WrongPassword(),
            _ => Problems.NotFound("account"),
        };
    }
}
