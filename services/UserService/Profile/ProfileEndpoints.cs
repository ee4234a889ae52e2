using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Attempts;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Passwords;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Profile;

internal static class ProfileEndpoints
{
    public static void MapProfile(this IEndpointRouteBuilder app)
        => app.MapGroup("/users").WithTags("Accounts").MapPatch("/me", ChangeAsync);

    private static async Task<Results<Ok<Account>, ProblemHttpResult>> ChangeAsync(
        ProfileRequest request, Caller caller, OwnPassword ownPassword, ProfileStore profiles, AttemptStore attempts, IOptions<AttemptOptions> limits,
        CancellationToken cancellationToken)
    {
        var (change, errors) = ProfileChange.Read(request);
        if (errors.Refusal(out var invalid))
            return invalid;
        if (change.Email is not null)
        {
            if (await ownPassword.ProveAsync(caller, request.Password!, cancellationToken) is { Refusal: { } refusal })
                return refusal;
            if (await attempts.CountAsync(limits.Value.Verification, $"{caller.UserId}", cancellationToken) is { } wait)
                return caller.MustWait(wait);
        }

        return await profiles.ChangeAsync(caller, change, cancellationToken) switch
        {
            (ProfileOutcome.Done, { } account) => TypedResults.Ok(account),
            (ProfileOutcome.EmailTaken, _) => AccountEndpoints.EmailTaken(),
            _ => Problems.NotFound("account"),
        };
    }
}
