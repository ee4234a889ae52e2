using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Messaging;

/// <summary>For consumers that must be whole again after a broker has lost what it held.</summary>
public static class CatchUpExtensions
{
    /// <summary>
    /// Reads the event logs of <paramref name="publishers"/> time and again and hands to <paramref name="group"/>'s handlers what their inbox does not
    /// know: so lost events arrive late, and out of their order. A consumer that is new is given what the logs still hold.
    /// </summary>
    /// <param name="builder">The service's builder, after <see cref="MessagingExtensions.AddConsumer"/>.</param>
    /// <param name="group">The consumer group: its handlers are transactional, or the service has an <see cref="ICatchUpMemory"/> of its own.</param>
    /// <param name="publishers">Services with <see cref="EventLogEndpoint.MapEventLog"/>, by their names in the model.</param>
    public static IHostApplicationBuilder AddCatchUp(this IHostApplicationBuilder builder, string group, params string[] publishers)
    {
        builder.AddValidatedOptions<CatchUpOptions>("CatchUp");
        if (builder.Services.All(service => service.ServiceType != typeof(EventLogClient)))
            builder.AddServiceClient<EventLogClient>().AddServiceToken();
        builder.Services.TryAddSingleton<ICatchUpMemory, InboxCatchUpMemory>();
        builder.Services.AddSingleton<IHostedService>(services =>
        {
            var subscription = services.GetServices<Subscription>().Single(known => known.Group == group);
            var catchUp = ActivatorUtilities.CreateInstance<CatchUp>(services, subscription);
            return ActivatorUtilities.CreateInstance<CatchUpWorker>(services, catchUp, subscription, publishers);
        });
        return builder;
    }
}
