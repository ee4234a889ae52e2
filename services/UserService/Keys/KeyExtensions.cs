using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Keys;

internal static class KeyExtensions
{
    public static void AddSigningKeys(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<IssuerOptions>(IssuerOptions.Section);
        builder.AddValidatedOptions<SigningKeyOptions>("");
        builder.AddValidatedOptions<RotationOptions>(RotationOptions.Section);
        builder.Services.AddSingleton<SigningKeyProtection>();
        builder.Services.AddSingleton<SigningKeyStore>();
        builder.Services.AddSingleton<KeyRotation>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddHostedService<KeyRingService>();
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, OwnKeys>();
    }
}
