using System.Security.Cryptography;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where the dashboard listens and the secrets that its callers show, as configured or made up for this run.</summary>
/// <param name="FrontendUrl">Port 0 stands for any free port, here and in the other addresses.</param>
/// <param name="ApiKey">The key of the telemetry API; null leaves it open, for whoever turns it on by <c>ASPIRE_DASHBOARD_API_ENABLED</c> without a key.</param>
internal sealed record DashboardOptions(
    Uri FrontendUrl, Uri OtlpUrl, Uri ResourceServiceUrl, string BrowserToken, string OtlpKey, string ResourceServiceKey, string? ApiKey)
{
    private const int UsualPort = 15888;
    private const int SecretBytes = 16;

    public static DashboardOptions From(IConfiguration configuration) => new(
        Frontend(configuration["ASPNETCORE_URLS"]),
        Address(configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]),
        Address(configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"]),
        configuration["AppHost:BrowserToken"] ?? configuration["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] ?? Secret(),
        configuration["AppHost:OtlpApiKey"] ?? Secret(),
        configuration["AppHost:ResourceService:ApiKey"] ?? Secret(),
        configuration["AppHost:DashboardApiKey"] ?? (configuration.GetValue("ASPIRE_DASHBOARD_API_ENABLED", false) ? null : Secret()));

    private static Uri Frontend(string? urls)
    {
        var wished = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return (wished.FirstOrDefault(u => u.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? wished.FirstOrDefault()) is { } url
            ? Address(url)
            : new Uri($"http://localhost:{(Ports.IsFree(UsualPort) ? UsualPort : 0)}");
    }

    private static Uri Address(string? url) =>
        url is null ? new Uri("http://localhost:0")
        : Uri.TryCreate(url, UriKind.Absolute, out var address) ? address
        : throw new DistributedApplicationException($"'{url}' is not the address of a server.");

    private static string Secret() => RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true);
}
