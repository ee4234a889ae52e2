using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Telemetry;

internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // The framework's line per request holds the query string.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    }

    public static void MapMetrics(this WebApplication app)
    {
    }
}
