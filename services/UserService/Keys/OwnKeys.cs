using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Ecommerce.UserService.Keys;

/// <summary>This service checks tokens by the keys it holds, where others fetch them from it over HTTP.</summary>
internal sealed class OwnKeys(KeyRing keys, IOptions<IssuerOptions> issuer)
    : IConfigureNamedOptions<JwtBearerOptions>, IConfigurationManager<OpenIdConnectConfiguration>
{
    public void Configure(string? name, JwtBearerOptions options) => options.ConfigurationManager = this;

    public void Configure(JwtBearerOptions options) => Configure(null, options);

    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = issuer.Value.Issuer };
        foreach (var key in keys.All)
            configuration.SigningKeys.Add(key.Public);
        return Task.FromResult(configuration);
    }

    public void RequestRefresh()
    {
    }
}
