using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.ServiceDefaults;

/// <summary>The service's name in the model, which is its name in telemetry.</summary>
internal static class ServiceName
{
    public static string Of(IConfiguration configuration, IHostEnvironment environment)
        => configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : environment.ApplicationName;
}
