using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Running.Dcp;
using Aspire.Hosting.Running.Health;
using Aspire.Hosting.Running.States;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Runs the application on this machine.</summary>
internal sealed partial class ApplicationRunner(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext context,
    DistributedApplicationOptions options,
    IConfiguration configuration,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    HealthCheckService checks,
    TimeProvider time,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("Aspire.Hosting.DistributedApplication");
    private readonly CancellationTokenSource _stopping = new();
    private DcpServer? _server;
    private DcpClient? _orchestrator;
    private RunSession? _session;
    private ResourceServiceHost? _resourceService;
    private Task _activities = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LogStarting(environment.ApplicationName);
        var dashboard = options.DisableDashboard ? null : DashboardOptions.From(configuration);
        var tools = DcpTools.Find(configuration, options.ProjectDirectory ?? environment.ContentRootPath);
        _server = new DcpServer(tools, time, loggers.CreateLogger<DcpServer>());
        try
        {
            _orchestrator = await _server.StartAsync(cancellationToken);
            await BeginAsync(_orchestrator, dashboard, tools.Dashboard, cancellationToken);
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_resourceService is { } service) await service.DisposeAsync();
        if (_orchestrator is { } orchestrator) await _server!.StopAsync(orchestrator, cancellationToken);
        await _activities.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask DisposeAsync()
    {
        _session?.Dispose();
        _orchestrator?.Dispose();
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task BeginAsync(DcpClient orchestrator, DashboardOptions? dashboard, string dashboardPath, CancellationToken cancellationToken)
    {
        var states = new ResourceStates();
        _session = new RunSession(orchestrator, states, new HealthMonitor(checks, states, time), time);
        List<IResource> resources = [.. model.Resources];
        TelemetryEndpoint? telemetry = null;
        DashboardResource? dashboardResource = null;
        if (dashboard is not null)
        {
            var service = new ResourceService(environment.ApplicationName, states, new ConsoleLogs(orchestrator, states), _session.Lifecycles);
            _resourceService = await ResourceServiceHost.StartAsync(service, dashboard.ResourceServiceUrl, dashboard.ResourceServiceKey, cancellationToken);
            dashboardResource = new DashboardResource(dashboard, dashboardPath, _resourceService.Url, configuration);
            resources.Insert(0, dashboardResource);
        }

        Ports.EnsureFree(resources);
        await new EndpointAllocation(orchestrator).AllocateAsync(resources, cancellationToken);
        if (dashboardResource is not null) telemetry = new TelemetryEndpoint(dashboardResource.OtlpUrl, dashboard!.OtlpKey);
        var environmentName = configuration["ASPNETCORE_ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"] ?? Environments.Development;
        var activities = _session.Begin(resources, new InstanceConfiguration(context, environmentName, telemetry), _stopping.Token);
        _activities = GuardAsync(activities);
        if (dashboardResource is not null) _ = AnnounceAsync(dashboardResource);
    }

    /// <summary>Without the orchestrator nothing runs any more, so the host ends too.</summary>
    private async Task GuardAsync(IReadOnlyList<Task> activities)
    {
        try
        {
            await foreach (var ended in Task.WhenEach(activities)) await ended;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogBroken(e);
            lifetime.StopApplication();
        }
    }

    private async Task AnnounceAsync(DashboardResource dashboard)
    {
        if (!await dashboard.AnswersAsync(time, _stopping.Token)) return;
        LogListening(dashboard.FrontendUrl);
        LogLogin(dashboard.LoginUrl);
    }

    [LoggerMessage(LogLevel.Information, "Distributed application '{Name}' is starting.")]
    private partial void LogStarting(string name);

    [LoggerMessage(LogLevel.Information, "Now listening on: {Url}")]
    private partial void LogListening(string url);

    [LoggerMessage(LogLevel.Information, "Login to the dashboard at {Url}")]
    private partial void LogLogin(string url);

    [LoggerMessage(LogLevel.Critical, "The application cannot go on running.")]
    private partial void LogBroken(Exception exception);
}
