using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Authentication;

internal static class TokenValidation
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public static void AddTokenValidation(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<AuthenticationSettings>(AuthenticationSettings.Section);
        builder.Services.AddHttpClient(SigningKeys.Client).AddResilience();
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AuthenticationSettings>, SigningKeys>((options, settings, keys) => Configure(options, settings.Value, keys));
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void Configure(JwtBearerOptions options, AuthenticationSettings settings, SigningKeys keys)
    {
        options.MapInboundClaims = false;
        options.Events = new TokenEvents(keys);
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
