using Microsoft.Extensions.Hosting;

namespace Ecommerce.Messaging;

/// <summary>A service's place on the message bus.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Registers the relay that publishes what <see cref="Outbox"/> stored, over <c>ConnectionStrings:kafka</c> (bootstrap servers).
    /// Needs the service's own database (<c>AddPostgresDatabase</c>), whose migrations include this assembly's.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="source">The CloudEvents <c>source</c>: the service's name, such as <c>order-service</c>.</param>
    public static IHostApplicationBuilder AddOutbox(this IHostApplicationBuilder builder, string source)
        => throw new NotImplementedException();

    /// <summary>Registers a consumer of the topics that its handlers' events travel on.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="group">The consumer group: the service's name.</param>
    /// <param name="configure">Names a handler for each event type; other types on the topics are passed over.</param>
    public static IHostApplicationBuilder AddConsumer(this IHostApplicationBuilder builder, string group, Action<ConsumerBuilder> configure)
        => throw new NotImplementedException();
}
