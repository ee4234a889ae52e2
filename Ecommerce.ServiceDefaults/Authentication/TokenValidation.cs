using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Authentication;

internal static class TokenValidation
{
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public static void AddTokenValidation(this IHostApplicationBuilder builder)
    {
        SigningKeys.FetchBeforeRefusing();
        builder.Services.AddValidatedOptions<AuthenticationSettings>(AuthenticationSettings.Section);
        builder.Services.AddHttpClient(AuthorityDocuments.Client).AddResilience();
        builder.Services.AddSingleton<AuthorityDocuments>();
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<VerifiedTokens>();
        builder.Services.AddSingleton<AccountStates>();
        builder.Services.AddSingleton<OngoingAccess>();
        builder.Services.TryAddSingleton<IAccountStateSource, AuthorityAccountStates>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AuthenticationSettings>, SigningKeys, VerifiedTokens, AccountStates>(
                (options, settings, keys, verified, accounts) => Configure(options, settings.Value, keys, verified, accounts));
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>
    /// Authentication and authorization. A caller without a token who asks for what is open to all needs neither, and most reads
    /// of a shop are such.
    /// </summary>
    public static void UseTokenValidation(this WebApplication app)
    {
        app.UseWhen(http => !IsOpenTo(http), checkedOnes => checkedOnes.UseAuthentication().UseAuthorization());
        // So that the host does not put both in front of everything by itself.
        foreach (var mark in new[] { "__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet" })
            ((IApplicationBuilder)app).Properties[mark] = true;
    }

    // Whatever is not plainly open goes the long way, where the fallback policy closes what was forgotten.
    private static bool IsOpenTo(HttpContext caller)
        => caller.Request.Headers.Authorization.Count == 0
            && caller.GetEndpoint()?.Metadata is { } endpoint
            && endpoint.GetMetadata<IAllowAnonymous>() is not null
            && endpoint.GetMetadata<IAuthorizeData>() is null;

    private static void Configure(
        JwtBearerOptions options, AuthenticationSettings settings, SigningKeys keys, VerifiedTokens verified, AccountStates accounts)
    {
        options.SaveToken = false;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new RememberingTokenHandler(verified) { MapInboundClaims = false });
        options.Events = new TokenEvents(keys, verified, accounts);
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeyResolver = (_, _, kid, _) => keys.Find(kid),
            ClockSkew = ClockSkew,
            NameClaimType = "sub",
            RoleClaimType = "roles",
        };
    }
}
