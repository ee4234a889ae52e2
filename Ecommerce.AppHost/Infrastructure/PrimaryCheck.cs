using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>A replica set is ready when it has a primary: before that it takes no writes.</summary>
internal static class PrimaryCheck
{
    private static readonly BsonDocument Hello = new("hello", 1);

    public static async Task<HealthCheckResult> AskAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new MongoClient(new MongoClientSettings
            {
                Server = new MongoServerAddress(endpoint.Host, endpoint.Port),
                DirectConnection = true,
                ServerSelectionTimeout = TimeSpan.FromSeconds(2),
            });
            var answer = await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(Hello, cancellationToken: cancellationToken);
            return answer.GetValue("isWritablePrimary", false).ToBoolean()
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("It has no primary yet.");
        }
        catch (Exception failure) when (failure is MongoException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("Does not answer.", failure);
        }
    }
}
