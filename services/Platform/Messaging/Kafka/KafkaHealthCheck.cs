using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.Messaging;

/// <summary>
/// Unhealthy when no broker has answered for a while: events wait in the outbox meanwhile, so a short absence is no reason to
/// turn requests away. Brokers are asked at most once in <see cref="Fresh"/>.
/// </summary>
internal sealed class KafkaHealthCheck(EventProducer producer, TimeProvider timeProvider) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1.5);

    private readonly SemaphoreSlim turn = new(1);
    private long? asked;
    private long answered = timeProvider.GetTimestamp();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (asked is not { } last || timeProvider.GetElapsedTime(last) > Fresh) await AskAsync();
        }
        finally
        {
            turn.Release();
        }

        return timeProvider.GetElapsedTime(answered) <= Patience
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "No Kafka broker answers.");
    }

    private async Task AskAsync()
    {
        try
        {
            await Task.Run(() => producer.Ping(Timeout));
            answered = timeProvider.GetTimestamp();
            asked = answered;
        }
        catch (KafkaException)
        {
            asked = null; // ask again at the next check: it should be noticed soon that they are back
        }
    }

    public void Dispose() => turn.Dispose();
}
