using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.AppHost.Running;

internal static class RunningExtensions
{
    /// <summary>
    /// Says when the shop is open, and watches over its processes: see <see cref="OpeningNotice"/> and <see cref="ResourceSupervisor"/>.
    /// </summary>
    public static void AddSupervision(this IDistributedApplicationBuilder builder)
    {
        // Tests run the shop within a process of their own, and hear of its end themselves.
        if (Assembly.GetEntryAssembly() == Assembly.GetExecutingAssembly())
            StartException.ReportAll();
        if (builder.ExecutionContext.IsPublishMode)
            return;

        ChosenPorts.EnsureReadable(builder.Configuration);

        // An app host that has ended has left nothing running.
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ResourceLogTail>();
        builder.Services.AddSingleton<DeliberateKills>();
        // First of all: the orchestrator's start lasts until every resource has been started.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, ResourceSupervisor>());
        builder.Services.AddHostedService<OpeningNotice>();
    }

    /// <summary>Whether a resource waits for somebody to start it, and may end when it is done.</summary>
    public static bool IsStartedOnDemand(this IResource resource) => resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();
}
