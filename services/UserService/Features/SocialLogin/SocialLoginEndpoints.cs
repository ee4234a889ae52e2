using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.SocialLogin;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.IdentityProviders;
using Ecommerce.UserService.Infrastructure.Keys;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;

namespace Ecommerce.UserService.Features.SocialLogin;

internal sealed record ProviderName(string Name);

internal sealed record ProviderList(IEnumerable<ProviderName> Items, string? Next);

internal sealed record StartSignInRequest(Uri? RedirectUri);

/// <param name="Ticket">The browser keeps it in a cookie that scripts cannot read and sends it with the code.</param>
internal sealed record StartSignInResponse(Uri AuthorizationUrl, string Ticket, DateTimeOffset ExpiresAt);

internal sealed record CompleteSignInRequest(string? Ticket, string? State, string? Code)
{
    private const int MaxLength = 4_000;

    public FieldErrors Check() => new FieldErrors()
        .CheckToken("ticket", Ticket)
        .Check("state", State is { Length: > 0 and <= MaxLength }, $"must have 1 to {MaxLength} characters")
        .Check("code", Code is { Length: > 0 and <= MaxLength }, $"must have 1 to {MaxLength} characters");
}

internal static class SocialLoginEndpoints
{
    public static void MapSocialLogin(this IEndpointRouteBuilder app)
    {
        var external = app.MapGroup("/users/external").WithTags("Social login").AllowAnonymous()
            .AddEndpointFilter(RequireFeatureAsync);
        external.MapGet("/", (IdentityProviderRegistry providers)
            => TypedResults.Ok(new ProviderList(providers.Names.Select(name => new ProviderName(name)), Next: null)))
            .WithName("ListIdentityProviders").WithSummary("The identity providers to sign in through");
        external.MapPost("/{provider}", StartAsync)
            .WithName("StartExternalSignIn").WithSummary("Begins to sign in through an identity provider");
        external.MapPost("/{provider}/complete", CompleteAsync)
            .WithName("CompleteExternalSignIn").WithSummary("Completes it with the provider's answer");
    }

    private static async Task<Results<Ok<StartSignInResponse>, ProblemHttpResult>> StartAsync(
        string provider, StartSignInRequest request, Caller caller, IdentityProviderRegistry providers, SignInTicketStore tickets,
        IOptions<SocialLoginOptions> options, AttemptStore attempts, IOptions<AttemptOptions> limits, CancellationToken cancellationToken)
    {
        if (providers.Find(provider) is not { } identityProvider)
            return Problems.NotFound("provider");
        // Exact match: a code must not reach any other address.
        if (options.Value.RedirectUris.Find(known => known.Equals(request.RedirectUri)) is not { } redirectUri)
            return Problems.Invalid(new FieldErrors().Add("redirectUri", "must be one of the shop's own").Errors);
        if (await attempts.CountAsync(limits.Value.ExternalFromAddress, caller.ClientNetwork, cancellationToken) is { } wait)
            return caller.TooManyAttempts(wait);

        var ticket = SignInTicket.Create();
        var authorizationUrl = await identityProvider.AuthorizationUrlAsync(ticket, redirectUri, cancellationToken);
        return TypedResults.Ok(new StartSignInResponse(
            authorizationUrl, ticket.Secret, await tickets.AddAsync(ticket, provider, redirectUri, cancellationToken)));
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> CompleteAsync(
        string provider, CompleteSignInRequest request, Caller caller, IdentityProviderRegistry providers, SignInTicketStore tickets,
        ExternalLoginStore logins, KnownDevices devices, SessionStore sessions, AccessTokenIssuer accessTokens,
        CancellationToken cancellationToken)
    {
        if (providers.Find(provider) is not { } identityProvider)
            return Problems.NotFound("provider");
        if (request.Check().TryGetProblem(out var refusal))
            return refusal;

        var ticket = new SignInTicket(request.Ticket!);
        if (await tickets.RedeemAsync(ticket, provider, cancellationToken) is not { } redirectUri
            || !SignInTicket.AreEqual(request.State, ticket.State))
            return AccountProblems.InvalidToken();
        if (await identityProvider.RedeemAsync(ticket, request.Code!, redirectUri, cancellationToken) is not { } identity)
            return Problems.Problem(
                StatusCodes.Status401Unauthorized, "external-sign-in-failed", "The provider does not confirm this sign-in.",
                "Sign in again.");

        var (outcome, credential) = await logins.FindAccountAsync(identity, caller, cancellationToken);
        if (outcome is ExternalOutcome.NoVerifiedEmail)
            return Problems.Problem(
                StatusCodes.Status403Forbidden, "no-verified-email", "The provider has not verified an email address of yours.");
        if (outcome is ExternalOutcome.AccountNotVerified)
            return Problems.Problem(
                StatusCodes.Status409Conflict, "account-not-verified", "The account with this email address is not verified.",
                "Verify the address, or reset the account's password; then sign in through the provider.");
        if (credential is not { DisabledAt: null })
            return AccountProblems.Disabled();
        // The provider's word is one factor, as the password is; who has both set up knows the password.
        if (credential.TwoFactor)
            return Problems.Problem(
                StatusCodes.Status401Unauthorized, "second-factor-required", "A code is required to sign in to this account.",
                "Sign in with the email address, the password and the code.");
        return await sessions.OpenAsync(SignIn.Of(credential, caller), cancellationToken, provider) is { } session
            ? TypedResults.Ok(TokenResponse.Of(session, accessTokens.Issue(session), devices.IssueToken(credential)))
            : AccountProblems.Disabled();
    }

    private static async ValueTask<object?> RequireFeatureAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        => await context.HttpContext.RequestServices.GetRequiredService<IFeatureManager>().IsEnabledAsync(FeatureFlags.SocialLogin)
            ? await next(context)
            : Problems.NotFound("sign-in");
}
