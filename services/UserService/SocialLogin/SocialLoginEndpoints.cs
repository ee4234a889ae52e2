using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Attempts;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.OneTimeTokens;
using Ecommerce.UserService.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;

namespace Ecommerce.UserService.SocialLogin;

internal sealed record ProviderName(string Name);

internal sealed record ProviderList(IEnumerable<ProviderName> Items, string? Next);

internal sealed record BeginRequest(Uri? RedirectUri);

/// <param name="Ticket">For the browser to keep, out of reach of pages, and to bring along with the code.</param>
internal sealed record BeginAnswer(Uri AuthorizationUrl, string Ticket, DateTimeOffset ExpiresAt);

internal sealed record CompleteRequest(string? Ticket, string? State, string? Code)
{
    private const int MaxLength = 4_000;

    public FieldErrors Check() => new FieldErrors()
        .Check("ticket", Ticket is { Length: > 0 and <= OpaqueToken.MaxLength }, $"must have 1 to {OpaqueToken.MaxLength} characters")
        .Check("state", State is { Length: > 0 and <= MaxLength }, $"must have 1 to {MaxLength} characters")
        .Check("code", Code is { Length: > 0 and <= MaxLength }, $"must have 1 to {MaxLength} characters");
}

internal static class SocialLoginEndpoints
{
    public static void MapSocialLogin(this IEndpointRouteBuilder app)
    {
        var external = app.MapGroup("/users/external").WithTags("Social login").AllowAnonymous().NeverCached().AddEndpointFilter(OnlyWhileOnAsync);
        external.MapGet("/", (IdentityProviders providers)
            => TypedResults.Ok(new ProviderList(providers.Names.Select(name => new ProviderName(name)), Next: null)));
        external.MapPost("/{provider}", BeginAsync);
        external.MapPost("/{provider}/complete", CompleteAsync);
    }

    private static async Task<Results<Ok<BeginAnswer>, ProblemHttpResult>> BeginAsync(
        string provider, BeginRequest request, Caller caller, IdentityProviders providers, TicketStore tickets, IOptions<SocialLoginOptions> options,
        AttemptStore attempts, IOptions<AttemptOptions> limits, CancellationToken cancellationToken)
    {
        if (providers.Find(provider) is not { } identityProvider)
            return Problems.NotFound("provider");
        // As a whole: whatever else could be reached by a redirect gets no code.
        if (options.Value.RedirectUris.Find(known => known.Equals(request.RedirectUri)) is not { } redirectUri)
            return Problems.Invalid(new FieldErrors().Add("redirectUri", "must be one of the shop's own").Errors);
        if (await attempts.CountAsync(limits.Value.ExternalFromAddress, caller.Household, cancellationToken) is { } wait)
            return caller.MustWait(wait);

        var ticket = Ticket.Create();
        var authorizationUrl = await identityProvider.AuthorizationUrlAsync(ticket, redirectUri, cancellationToken);
        return TypedResults.Ok(new BeginAnswer(
            authorizationUrl, ticket.Secret, await tickets.AddAsync(ticket, provider, redirectUri, cancellationToken)));
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> CompleteAsync(
        string provider, CompleteRequest request, Caller caller, IdentityProviders providers, TicketStore tickets, ExternalSignIn signIn,
        SessionStore sessions, AccessTokenIssuer accessTokens, CancellationToken cancellationToken)
    {
        if (providers.Find(provider) is not { } identityProvider)
            return Problems.NotFound("provider");
        if (request.Check().Refusal(out var refusal))
            return refusal;

        var ticket = new Ticket(request.Ticket!);
        if (await tickets.TakeAsync(ticket, provider, cancellationToken) is not { } redirectUri || !Ticket.AreSame(request.State, ticket.State))
            return OneTimeTokenRules.Invalid();
        if (await identityProvider.RedeemAsync(ticket, request.Code!, redirectUri, cancellationToken) is not { } identity)
            return Problems.Problem(
                StatusCodes.Status401Unauthorized, "external-sign-in-failed", "The provider does not confirm this sign-in.", "Sign in again.");

        return await signIn.FindAccountAsync(identity, caller, cancellationToken) switch
        {
            (ExternalOutcome.NoVerifiedEmail, _) => Problems.Problem(
                StatusCodes.Status403Forbidden, "no-verified-email", "The provider does not vouch for an email address of yours."),
            (ExternalOutcome.AccountNotVerified, _) => Problems.Problem(
                StatusCodes.Status409Conflict, "account-not-verified", "There is an account with this email address, which nobody has verified.",
                "Verify the address, or reset the account's password; then sign in through the provider."),
            (_, { DisabledAt: null } credential) when await sessions.OpenAsync(Arrival.Of(credential, caller), cancellationToken, provider) is { } session
                => TypedResults.Ok(accessTokens.Issue(session)),
            _ => LoginEndpoint.Disabled(),
        };
    }

    private static async ValueTask<object?> OnlyWhileOnAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        => await context.HttpContext.RequestServices.GetRequiredService<IFeatureManager>().IsEnabledAsync(FeatureFlags.SocialLogin)
            ? await next(context)
            : Problems.NotFound("sign-in");
}
