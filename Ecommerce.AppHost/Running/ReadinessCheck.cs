using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost.Running;

/// <summary>Asks a service whether it is ready, and shows in the dashboard which of its own checks say otherwise.</summary>
internal sealed class ReadinessCheck(EndpointReference endpoint, HttpClient http) : IHealthCheck
{
    private const string Path = "/health";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => PatientCheck.UntilReadyAsync(AskAsync, TimeProvider.System, cancellationToken);

    private async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy("Not started yet.");
        try
        {
            using var answer = await http.GetAsync(new Uri(new Uri(endpoint.Url), Path), cancellationToken);
            var report = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            return Enum.TryParse<HealthStatus>((string?)report?["status"], out var status)
                ? new HealthCheckResult(status, Failing(report))
                : HealthCheckResult.Unhealthy($"{Path} says nothing of its health.");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
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

internal static class ReadinessCheckExtensions
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public static IResourceBuilder<ProjectResource> WithReadinessCheck(this IResourceBuilder<ProjectResource> service)
    {
        var (key, endpoint) = ($"{service.Resource.Name}_readiness", service.GetEndpoint("http"));
        service.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, new ReadinessCheck(endpoint, Http));
        return service.WithHealthCheck(key);
    }
}
