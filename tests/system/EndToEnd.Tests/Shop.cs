using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// No two shops at once.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Ecommerce.EndToEnd.Tests;

/// <summary>One open shop for all tests of the collection, started within this process.</summary>
public sealed class Shop : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("ecommerce-shop-");
    private DistributedApplication? app;

    internal Uri Gateway => Open.GetEndpoint("gateway");

    internal Uri Storefront => Open.GetEndpoint("storefront");

    internal Uri BackOffice => Open.GetEndpoint("back-office");

    /// <summary>Where mail can be read.</summary>
    internal Uri Inbox => Open.GetEndpoint("maildev", "http");

    /// <summary>What its processes logged as errors until it was open.</summary>
    internal IReadOnlyList<string> ErrorsOfStart { get; private set; } = [];

    private DistributedApplication Open => app ?? throw new InvalidOperationException("The shop is not open.");

    /// <summary>Does what the dashboard does for whoever chooses a command there.</summary>
    internal Task<ExecuteCommandResult> ExecuteAsync(string resource, string command)
        => Open.ResourceCommands.ExecuteCommandAsync(resource, command);

    /// <summary>The process that runs a resource of one replica; null while it has none.</summary>
    internal int? ProcessOf(string resource)
        => Open.ResourceNotifications.TryGetCurrentState(resource, out var current)
            && current.Snapshot.State?.Text == KnownResourceStates.Running
            && current.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } id
            ? Convert.ToInt32(id, CultureInfo.InvariantCulture)
            : null;

    internal async Task IsHealthyAsync(string resource)
    {
        using var timeout = new CancellationTokenSource(Patience);
        await Open.ResourceNotifications.WaitForResourceHealthyAsync(resource, timeout.Token);
    }

    internal Task<Shopper> InventoryManagerAsync() => Shopper.InventoryManagerAsync(Gateway);

    public async ValueTask InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        var settings = new Dictionary<string, string>(ShopSettings.Of(data.FullName))
        {
            ["Ports:gateway"] = "0",
            ["Ports:storefront"] = "0",
            ["Ports:back-office"] = "0",
            ["Ports:maildev"] = "0",
            ["ASPNETCORE_URLS"] = "http://localhost:0",
            // The dashboard is off, and that of an open shop is not to hear of this one.
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:1",
        };
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Ecommerce_AppHost>(
            [.. settings.Select(setting => $"--{setting.Key}={setting.Value}")], timeout.Token);
        // What a failed resource said is among the supervisor's lines.
        builder.Services.AddLogging(logging => logging
            .AddFilter("Ecommerce.AppHost.Resources", LogLevel.None)
                .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        app = await builder.BuildAsync(timeout.Token);
        await app.StartAsync(timeout.Token);
        await Task.WhenAll(new[] { "gateway", "storefront", "back-office" }.Select(
            door => app.ResourceNotifications.WaitForResourceHealthyAsync(door, WaitBehavior.StopOnResourceUnavailable, timeout.Token)));
        ErrorsOfStart = await ReadErrorsAsync(timeout.Token);
    }

    private async Task<IReadOnlyList<string>> ReadErrorsAsync(CancellationToken cancellationToken)
    {
        var (logs, errors) = (Open.Services.GetRequiredService<ResourceLoggerService>(), new List<string>());
        foreach (var service in Open.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>()
            .Where(service => !service.Annotations.OfType<ExplicitStartupAnnotation>().Any()))
            await foreach (var lines in logs.GetAllAsync(service).WithCancellation(cancellationToken))
                errors.AddRange(lines.Select(line => line.Content)
                    .Where(line => line.Contains("fail: ", StringComparison.Ordinal) || line.Contains("crit: ", StringComparison.Ordinal))
                    .Select(line => $"{service.Name}: {line}"));
        return errors;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        data.Delete(recursive: true);
    }
}

[CollectionDefinition(nameof(Shop))]
public sealed class ShopCollection : ICollectionFixture<Shop>;
