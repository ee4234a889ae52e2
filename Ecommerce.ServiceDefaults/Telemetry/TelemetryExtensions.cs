using Ecommerce.ServiceDefaults.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>
/// The framework and the drivers bring their own sources and meters; here they are named, with those of this project.
/// They leave over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so; the other <c>OTEL_*</c> variables mean what they mean everywhere.
/// </summary>
internal static class TelemetryExtensions
{
    private static readonly string[] Sources =
    [
        "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MongoDB.Driver", "Yarp.ReverseProxy", "Ecommerce.*"
    ];

    // The framework's meters of routing, authorization and the like measure at every request what http.server.request.duration tells
    // already.
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http", "System.Runtime", "Npgsql", "Yarp.ReverseProxy", "Ecommerce.*",
    ];

    /// <summary>
    /// Combinations of attributes that one instrument may have. Room for all is set aside at once, so it is not left at 2,000.
    /// </summary>
    private const int Series = 300;

    private const string None = "none";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var serviceName = ServiceName.Of(builder.Configuration, builder.Environment);
        var alwaysOn = builder.Configuration["OTEL_TRACES_SAMPLER"] is "always_on";
        var exports = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

        // A line per request, with its query string, and one per database command: traces and metrics say the same with less.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
        // A line per try, with a stack trace where it failed: the caller says once what came of all of them.
        builder.Logging.AddFilter("Polly", LogLevel.None);

        // From .NET 11 on the framework names its request spans by itself; .NET 10 does so when asked.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", !exports);
        builder.Services.AddActivatedSingleton<ProcessMetrics>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName, autoGenerateServiceInstanceId: false))
            .WithMetrics(metrics => metrics
                .AddMeter(Meters)
                .AddView("*", new MetricStreamConfiguration { CardinalityLimit = Series })
                .AddPrometheusExporter(page => page.ScrapeResponseCacheDurationMilliseconds = 0));
        if (exports)
            Export(telemetry, builder.Configuration, alwaysOn);
    }

    /// <summary>
    /// A cluster reads metrics at <c>/metrics</c> and logs at the console: there <c>OTEL_METRICS_EXPORTER</c> and
    /// <c>OTEL_LOGS_EXPORTER</c> are <c>none</c>.
    /// </summary>
    private static void Export(IOpenTelemetryBuilder telemetry, ConfigurationManager configuration, bool alwaysOn)
    {
        telemetry.WithTracing(traces =>
        {
            Trace(traces, alwaysOn);
            traces.AddOtlpExporter();
        });
        if (configuration["OTEL_METRICS_EXPORTER"] is not None)
            telemetry.WithMetrics(metrics => metrics.AddOtlpExporter());
        if (configuration["OTEL_LOGS_EXPORTER"] is not None)
            telemetry.WithLogging(logs => logs.AddOtlpExporter(), logs => logs.IncludeFormattedMessage = true);
    }

    private static void Trace(TracerProviderBuilder traces, bool alwaysOn)
    {
        traces.AddSource(Sources);
        // Aspire asks for every trace; taken at its word, that would be work that asks for none as well.
        if (alwaysOn)
            traces.SetSampler(new ParentBasedSampler(new AlwaysOnSampler()));
    }
}
