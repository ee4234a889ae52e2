using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Runs the application on this machine.</summary>
internal sealed class ApplicationRunner(
    DistributedApplicationModel model, DistributedApplicationExecutionContext executionContext, IConfiguration configuration) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
        => throw new NotImplementedException($"{model.Resources.Count} resources, {executionContext.Operation}, {configuration["Infrastructure"]}");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
