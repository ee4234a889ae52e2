using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Keys;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Features.Guests;

internal static class GuestEndpoints
{
    public static void MapGuests(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Guests");
        users.MapPost("/guests", CreateAsync).WithName("CreateGuest").WithSummary("Signs a guest in, to buy without registering")
            .AllowAnonymous();
        users.MapPost("/me/registration", RegisterAsync)
            .WithName("RegisterGuest").WithSummary("Makes a registered account of a guest's once its mailed link is opened");
    }

    /// <summary>Nothing here looks at who has an account: the answer is the same for every address.</summary>
    private static async Task<Results<Created<TokenResponse>, ProblemHttpResult>> CreateAsync(
        GuestRequest request, Caller caller, GuestStore guests, SessionStore sessions, AccessTokenIssuer accessTokens,
        AttemptStore attempts, IOptions<AttemptOptions> limits, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var (guest, errors) = request.Read(timeProvider.GetUtcNow());
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var wait = await attempts.CountAsync(limits.Value.GuestsFromAddress, caller.ClientNetwork, cancellationToken)
            ?? await attempts.CountAsync(limits.Value.GuestsOfAddress, guest.Email, cancellationToken);
        if (wait is { } delay)
            return caller.TooManyAttempts(delay);

        var signIn = await guests.AddAsync(guest, caller, cancellationToken);
        return await sessions.OpenAsync(signIn, cancellationToken, "guest") is { } session
            ? TypedResults.Created($"/users/{guest.Id}", TokenResponse.Of(session, accessTokens.Issue(session)))
            : AccountProblems.Disabled();
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RegisterAsync(
        GuestRegistrationRequest request, Caller caller, CredentialStore credentials, GuestStore guests, PasswordHasher hasher,
        AttemptStore attempts, IOptions<AttemptOptions> limits, CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var refusal))
            return refusal;
        if (await credentials.FindAsync(caller.UserId, cancellationToken) is not { } credential)
            return Problems.NotFound("account");
        if (!credential.IsGuest)
            return AlreadyRegistered();
        if (await attempts.CountAsync(limits.Value.Verification, $"{caller.UserId}", cancellationToken) is { } wait)
            return caller.TooManyAttempts(wait);
        if (await hasher.HashAsync(request.Password!, cancellationToken) is not { } hash)
            return caller.Busy();
        return await guests.RequestRegistrationAsync(caller, hash, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : AlreadyRegistered();
    }

    private static ProblemHttpResult AlreadyRegistered()
        => Problems.Problem(StatusCodes.Status409Conflict, "already-registered", "This account is registered already.");
}
