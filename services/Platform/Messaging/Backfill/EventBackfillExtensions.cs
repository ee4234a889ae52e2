using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Messaging;

/// <summary>For consumers that must recover the events which a broker has lost.</summary>
public static class EventBackfillExtensions
{
    /// <summary>
    /// Reads the event logs of <paramref name="publishers"/> regularly and hands unprocessed events to <paramref name="group"/>'s
    /// handlers: lost events arrive late and out of order. A new consumer receives all that the logs still hold.
    /// </summary>
    /// <param name="builder">The service's builder, after <see cref="MessagingExtensions.AddConsumer"/>.</param>
    /// <param name="group">The consumer group: its handlers are transactional, or the service has an <see cref="IBackfillStore"/> of its
    /// own.</param>
    /// <param name="publishers">Services with <see cref="EventLogEndpoint.MapEventLog"/>, by their names in the model.</param>
    public static IHostApplicationBuilder AddEventBackfill(this IHostApplicationBuilder builder, string group, params string[] publishers)
    {
        builder.AddValidatedOptions<EventBackfillOptions>("CatchUp");
        if (builder.Services.All(service => service.ServiceType != typeof(EventLogClient)))
            builder.AddServiceClient<EventLogClient>().AddServiceToken();
        builder.Services.TryAddSingleton<IBackfillStore, InboxBackfillStore>();
        builder.Services.AddSingleton<IHostedService>(services =>
        {
            var subscription = services.GetServices<Subscription>().Single(known => known.Group == group);
            var backfill = ActivatorUtilities.CreateInstance<EventBackfill>(services, subscription);
            return ActivatorUtilities.CreateInstance<EventBackfillWorker>(services, backfill, subscription, publishers);
        });
        return builder;
    }
}
