using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application that is described and can run, or be published.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost host;

    internal DistributedApplication(IHost host) => this.host = host;

    /// <summary>The app host's own services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Starts the description of an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Starts the description of an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new DistributedApplicationBuilder(options);
    }

    /// <summary>Runs the application until it is stopped, or publishes it.</summary>
    public void Run()
    {
        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (DistributedApplicationException wrong)
        {
            // Whoever typed the command needs the reason, not where in here it was found.
            Console.Error.WriteLine(wrong.Message);
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Runs the application until it is stopped, or publishes it.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Services.GetService<ManifestPublisher>() is { } publisher)
            await publisher.PublishAsync(cancellationToken);
        else
            await HostingAbstractionsHostExtensions.RunAsync(host, cancellationToken);
    }

    /// <summary>Starts the application.</summary>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);

    /// <summary>Stops the application.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <inheritdoc />
    public virtual void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)host).DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
