using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.Keys;

/// <summary>This service validates tokens with its own keys; other services fetch them from here.</summary>
internal sealed class LocalKeyValidation(KeyRing keys, AccountStates accounts) : IPostConfigureOptions<JwtBearerOptions>
{
    public void PostConfigure(string? name, JwtBearerOptions options)
    {
        options.Events = new AccountStateEvents(accounts);
        options.TokenValidationParameters.IssuerSigningKeyResolver =
            (_, _, kid, _) => keys.All.Where(key => key.Term.Id == kid).Select(key => key.Public);
    }
}
