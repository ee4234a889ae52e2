using System.Diagnostics.Metrics;
using Dapper;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>How many dead letters wait for an operator. Every replica of a service tells the same number.</summary>
internal sealed partial class DeadLetterCount(
    NpgsqlDataSource dataSource, IEnumerable<Subscription> subscriptions, MessagingOptions options, Telemetry telemetry, TimeProvider time,
    ILogger<DeadLetterCount> logger) : BackgroundService
{
    private const string Count = "SELECT topic, count(*) AS letters FROM dead_letters GROUP BY topic";

    private IReadOnlyList<Measurement<long>> last = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        telemetry.Meter.CreateObservableGauge("ecommerce.messages.dead_letters", () => last, "{message}", "Dead letters that wait for an operator.");
        using var timer = new PeriodicTimer(options.MeasureInterval, time);
        do
        {
            try
            {
                last = Told(await CountAsync(stoppingToken));
            }
            catch (NpgsqlException failure)
            {
                LogFailed(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Dictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<(string Topic, long Letters)>(new CommandDefinition(Count, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Topic, row => row.Letters, StringComparer.Ordinal);
    }

    /// <summary>A topic without any is told too, as 0, so that an alert ends when the last one is gone.</summary>
    private List<Measurement<long>> Told(Dictionary<string, long> letters)
        => [.. subscriptions.SelectMany(subscription => subscription.Topics).Union(letters.Keys, StringComparer.Ordinal)
            .Select(topic => new Measurement<long>(letters.GetValueOrDefault(topic), new KeyValuePair<string, object?>("topic", topic)))];

    [LoggerMessage(LogLevel.Warning, "Dead letters could not be counted, the next round will: {Reason}")]
    private partial void LogFailed(string reason);
}
