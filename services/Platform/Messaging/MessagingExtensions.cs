using Ecommerce.Background;
using Ecommerce.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
    {
        var services = builder.AddEventPublisher(source).Services;
        services.AddSingleton<Outbox>();
        services.AddSingleton<IEventLog, OutboxEventLog>();
        services.AddKeyedSingleton<WakeSignal>(OutboxRelay.Signal);
        services.AddSingleton<OutboxPublisher>();
        services.AddOutboxBacklog<PostgresOutboxCounter>();
        services.AddHostedService<OutboxListener>();
        services.AddHostedService<OutboxRelay>();
        services.AddOnce<MessagePruner>();
        return builder;
    }

    /// <summary>
    /// Registers <see cref="EventPublisher"/>, for a service whose outbox is not in PostgreSQL; over <c>ConnectionStrings:kafka</c>, too.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="source">The CloudEvents <c>source</c>: the service's name, such as <c>cart-service</c>.</param>
    public static IHostApplicationBuilder AddEventPublisher(this IHostApplicationBuilder builder, string source)
    {
        var services = builder.AddKafka();
        services.AddSingleton(new EventSource(source));
        services.AddSingleton(provider => new EventPublisher(
            provider.GetRequiredService<EventProducer>(), provider.GetRequiredService<EventSource>(),
            provider.GetRequiredService<Telemetry>(), provider.GetRequiredService<ILogger<EventPublisher>>()));
        return builder;
    }

    /// <summary>
    /// Registers a consumer of the topics that its handlers' events travel on. With a handler of <see cref="ConsumerBuilder.On"/> it
    /// needs the service's own database, as <see cref="AddOutbox"/> does.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="group">The consumer group: the service's name.</param>
    /// <param name="configure">Names a handler for each event type; other types on the topics are passed over.</param>
    public static IHostApplicationBuilder AddConsumer(this IHostApplicationBuilder builder, string group, Action<ConsumerBuilder> configure)
    {
        var services = builder.AddKafka();
        var consumer = new ConsumerBuilder(services);
        configure(consumer);
        var subscription = consumer.Build(group);

        services.AddSingleton(subscription);
        services.TryAddSingleton<EventDispatcher>();
        if (subscription.UsesDatabase)
        {
            services.AddDeadLetters<PostgresDeadLetterStore>();
            services.AddOnce<MessagePruner>();
        }

        services.AddSingleton<IHostedService>(provider =>
        {
            var deadLetters = new DeadLetterWriter(
                provider.GetRequiredService<EventProducer>(),
                subscription.KeepsDeadLetters ? provider.GetRequiredService<IDeadLetterStore>() : null);
            return ActivatorUtilities.CreateInstance<ConsumerService>(
                provider, subscription, ActivatorUtilities.CreateInstance<MessageProcessor>(provider, subscription, deadLetters));
        });
        return builder;
    }

    /// <summary>Registers where a service keeps its dead letters, how they are replayed, and their number in its metrics.</summary>
    public static IServiceCollection AddDeadLetters<TStore>(this IServiceCollection services)
        where TStore : class, IDeadLetterStore
    {
        services.TryAddSingleton<IDeadLetterStore, TStore>();
        services.TryAddSingleton<EventDispatcher>();
        services.TryAddSingleton<DeadLetterReplay>();
        services.AddOnce<DeadLetterCount>();
        return services;
    }

    /// <summary>Registers <see cref="OutboxBacklog"/> for an outbox, wherever that is.</summary>
    public static IServiceCollection AddOutboxBacklog<TCounter>(this IServiceCollection services)
        where TCounter : class, IOutboxCounter
        => services.AddSingleton<IOutboxCounter, TCounter>().AddSingleton(provider => new OutboxBacklog(
            provider.GetRequiredService<IOutboxCounter>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Telemetry>()));

    private static IServiceCollection AddKafka(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(KafkaConnection))) return services;

        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<MessagingOptions>().Bind(builder.Configuration.GetSection("Messaging"))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MessagingOptions>>().Value);
        services.AddOptions<KafkaSettings>().Bind(builder.Configuration.GetSection(KafkaSettings.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<KafkaSettings>>().Value);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(DeadLetterJson.Default));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(EventLogJson.Default));
        services.AddSingleton<Telemetry>();
        services.AddSingleton<KafkaConnection>();
        services.AddSingleton<EventProducer>();
        services.AddSingleton<KafkaHealthCheck>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "kafka", provider
                => provider.GetRequiredService<KafkaHealthCheck>(), failureStatus: null, tags: ["ready"], TimeSpan.FromSeconds(3)));
        return services;
    }

    private static void AddOnce<TWork>(this IServiceCollection services)
        where TWork : class, IHostedService
    {
        if (services.All(service => service.ImplementationType != typeof(TWork))) services.AddHostedService<TWork>();
    }
}
