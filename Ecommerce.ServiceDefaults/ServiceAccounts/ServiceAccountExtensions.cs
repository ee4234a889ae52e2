using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.ServiceAccounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ecommerce.ServiceDefaults;

/// <summary>Calls that a service makes for itself.</summary>
public static class ServiceAccountExtensions
{
    /// <summary>
    /// Lets a client of <see cref="Extensions.AddServiceClient"/> call with the service's own token, which user-service gives to the
    /// account of <c>ServiceAccount:Name</c> and <c>ServiceAccount:Secret</c>. Where there is none, calls surface as
    /// <see cref="HttpRequestException"/>.
    /// </summary>
    public static IHttpClientBuilder AddServiceToken(this IHttpClientBuilder client)
    {
        if (client.Services.All(service => service.ServiceType != typeof(ServiceTokens)))
        {
            client.Services.AddValidatedOptions<ServiceAccountSettings>(ServiceAccountSettings.Section);
            client.Services.AddSingleton<ServiceTokens>();
            client.Services.TryAddTransient<ServiceTokenHandler>();
        }

        return client.AddHttpMessageHandler<ServiceTokenHandler>();
    }
}
