using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard: one more executable, so that the orchestrator starts and ends it with the others.</summary>
internal sealed class DashboardResource : ExecutableResource
{
    public const string ResourceName = "aspire-dashboard";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private readonly DashboardOptions _options;
    private readonly EndpointReference _frontend;
    private readonly EndpointReference _otlp;

    public DashboardResource(DashboardOptions options, string path, string resourceServiceUrl, IConfiguration configuration)
        : base(ResourceName, path, Path.GetDirectoryName(path)!)
    {
        _options = options;
        _frontend = Listen("http", options.FrontendUrl);
        _otlp = Listen("otlp-grpc", options.OtlpUrl);
        Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments =>
        {
            arguments.Args.Add("dashboard");
            return Task.CompletedTask;
        }));
        Annotations.Add(new EnvironmentCallbackAnnotation(dashboard => Configure(dashboard.EnvironmentVariables, resourceServiceUrl, configuration)));
    }

    public string FrontendUrl => _frontend.Url;

    public string OtlpUrl => _otlp.Url;

    public string LoginUrl => $"{FrontendUrl}/login?t={_options.BrowserToken}";

    /// <summary>Waits until the dashboard answers; false when the application stops first.</summary>
    public async Task<bool> AnswersAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(Poll, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (await AnswersAsync(client, cancellationToken)) return true;
            }
        }
        catch (OperationCanceledException)
        {
        }

        return false;
    }

    private async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(FrontendUrl, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private EndpointReference Listen(string name, Uri address)
    {
        Annotations.Add(new EndpointAnnotation(
            ProtocolType.Tcp, address.Scheme, name: name, port: address.Port is 0 ? null : address.Port)
        { TargetHost = address.Host });
        return new EndpointReference(this, name);
    }

    private void Configure(Dictionary<string, object> environment, string resourceServiceUrl, IConfiguration configuration)
    {
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            if (value is not null && name.StartsWith("ASPIRE_DASHBOARD_", StringComparison.OrdinalIgnoreCase)) environment[name] = value;
        }

        environment["ASPNETCORE_URLS"] = ListenUrl(_frontend);
        environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = ListenUrl(_otlp);
        environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceServiceUrl;
        environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        environment["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
        environment["DASHBOARD__FRONTEND__BROWSERTOKEN"] = _options.BrowserToken;
        environment["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
        environment["DASHBOARD__OTLP__PRIMARYAPIKEY"] = _options.OtlpKey;
        environment["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey";
        environment["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = _options.ResourceServiceKey;
        environment["DASHBOARD__API__AUTHMODE"] = _options.ApiKey is null ? "Unsecured" : "ApiKey";
        if (_options.ApiKey is { } key) environment["DASHBOARD__API__PRIMARYAPIKEY"] = key;
    }

    private static ReferenceExpression ListenUrl(EndpointReference endpoint) =>
        ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.Scheme)}://localhost:{endpoint.Property(EndpointProperty.TargetPort)}");
}
