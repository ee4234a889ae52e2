using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Keys;

/// <summary>This service checks tokens by the keys it holds; all others fetch them from it.</summary>
internal sealed class OwnKeys(KeyRing keys) : IPostConfigureOptions<JwtBearerOptions>
{
    public void PostConfigure(string? name, JwtBearerOptions options)
    {
        options.Events = new JwtBearerEvents();
        options.TokenValidationParameters.IssuerSigningKeyResolver =
            (_, _, kid, _) => keys.All.Where(key => key.Term.Id == kid).Select(key => key.Public);
    }
}
