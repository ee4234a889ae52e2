using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>A service's own PostgreSQL database.</summary>
public static class PostgresExtensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Registers an <see cref="NpgsqlDataSource"/> for <c>ConnectionStrings:<paramref name="name"/></c>, its readiness
    /// check, and the migrations embedded in <paramref name="migrations"/> (<c>Migrations/*.sql</c>, in the order of their names),
    /// which run before the service accepts its first request, once over all replicas.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="name">The connection string's name, such as <c>orders</c>.</param>
    /// <param name="migrations">The assembly that embeds the scripts; more may follow, such as that of Messaging.</param>
    /// <exception cref="InvalidOperationException">At start, when the connection string is missing or cannot be read.</exception>
    public static IHostApplicationBuilder AddPostgresDatabase(
        this IHostApplicationBuilder builder, string name, params Assembly[] migrations)
    {
        DapperConventions.Apply();
        var application = builder.Environment.ApplicationName;

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => Build(services, name, application));
        builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<MigrationService>(
            services, new MigrationScripts(name, [.. migrations.SelectMany(Migration.ReadAll)])));

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "postgres", services
                => ActivatorUtilities.CreateInstance<PostgresHealthCheck>(services), failureStatus: null, tags: ["ready"], HealthTimeout));
        return builder;
    }

    private static NpgsqlDataSource Build(IServiceProvider services, string name, string application)
    {
        var source = new NpgsqlDataSourceBuilder(
            PostgresConnectionString.Read(services.GetRequiredService<IConfiguration>(), name, application))
        {
            // What metrics call it; unnamed, that is the connection string.
            Name = name,
        };
        return source.UseLoggerFactory(services.GetService<ILoggerFactory>()).Build();
    }
}
