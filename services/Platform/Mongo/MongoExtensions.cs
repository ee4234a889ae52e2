using Ecommerce.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Mongo;

/// <summary>A service that keeps its state in MongoDB.</summary>
public static class MongoExtensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Registers a database, prepared before the service takes its first request, its readiness check, the relay of its outbox and what
    /// waits there in the metrics, its event log, its dead letters, what its consumers know of others' event logs, and a 503 for whatever
    /// needs it while it is away.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="source">The service's name, as in <see cref="MessagingExtensions.AddOutbox"/>.</param>
    /// <param name="database">The service's database.</param>
    public static IHostApplicationBuilder AddMongoDatabase<TDatabase>(
        this IHostApplicationBuilder builder, string source, TDatabase database)
        where TDatabase : MongoServiceDatabase
    {
        builder.AddEventPublisher(source);
        builder.Services.TryAddSingleton<IBackfillStore, MongoBackfillStore>();
        builder.Services
            .AddSingleton(database)
            .AddSingleton<MongoServiceDatabase>(database)
            .AddHostedService<MongoStart>()
            .AddSingleton<IEventLog, MongoEventLog>()
            .AddDeadLetters<MongoDeadLetterStore>()
            .AddOutboxBacklog<MongoOutboxCounter>()
            .AddHostedService<MongoOutboxRelay>()
            .AddExceptionHandler<StoreOutageHandler>()
            .AddHealthChecks().AddCheck<MongoHealthCheck>("mongodb", tags: ["ready"], timeout: HealthTimeout);
        return builder;
    }

    /// <summary>Handlers wait out a server that is away; what they cannot handle is kept in its database.</summary>
    public static ConsumerBuilder WaitOutMongo(this ConsumerBuilder consumer)
        => consumer.TreatAsOutage(MongoFailures.IsOutage).KeepDeadLetters();
}
