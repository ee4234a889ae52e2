namespace Ecommerce.Gateway.Infrastructure.Upstream;

internal static class ServiceAddress
{
    /// <summary>The one address in front of a service's replicas.</summary>
    /// <exception cref="InvalidOperationException">The setting is missing or no address; the message names it.</exception>
    public static string Of(string service, IConfiguration configuration)
    {
        var address = configuration[$"services:{service}:http:0"];
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException(
                $"Setting services__{service}__http__0 must be the address of {service}, such as http://{service}:8080.");
    }
}
