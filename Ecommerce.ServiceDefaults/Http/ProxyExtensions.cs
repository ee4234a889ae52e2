using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.ServiceDefaults;

public static class ProxyExtensions
{
    /// <summary>Registers <see cref="ProxyProof"/>.</summary>
    public static IServiceCollection AddProxyProof(this IServiceCollection services)
    {
        services.AddValidatedOptions<ProxySettings>(ProxySettings.Section);
        return services.AddSingleton<ProxyProof>();
    }
}
