using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost.Running;

/// <summary>Asks a service whether it is ready, and shows in the dashboard which of its own checks say otherwise.</summary>
internal static class ReadinessCheck
{
    private const string Path = "/health";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public static async Task<HealthCheckResult> AskAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(new Uri(endpoint.Url), Path), cancellationToken);
            var report = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            return Enum.TryParse<HealthStatus>((string?)report?["status"], out var status)
                ? new HealthCheckResult(status, Failing(report))
                : HealthCheckResult.Unhealthy($"{Path} says nothing of its health.");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy("Does not answer.", failure);
        }
    }

    private static string? Failing(JsonNode report)
    {
        var failing = report["checks"]!.AsObject().Where(check => (string?)check.Value!["status"] != nameof(HealthStatus.Healthy));
        return string.Join(", ", failing.Select(check => $"{check.Key}: {check.Value!["status"]}")) is { Length: > 0 } text ? text : null;
    }
}
