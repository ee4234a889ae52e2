using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>
/// What librdkafka has to say. It repeats itself at each reconnect while a broker is away: an error is a warning once in a while,
/// and its log lines are for those who ask for them.
/// </summary>
internal sealed partial class ClientLog(ILogger logger, TimeProvider timeProvider)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private readonly Dictionary<ErrorCode, long> last = [];

    public void Error(Error error)
    {
        if (error.IsFatal) LogFatal(error.Code, error.Reason);
        else if (IsNews(error.Code)) LogError(error.Code, error.Reason);
    }

    public void Line(LogMessage line) => LogLine(line.Facility, line.Message);

    private bool IsNews(ErrorCode code)
    {
        lock (gate)
        {
            if (last.TryGetValue(code, out var before) && timeProvider.GetElapsedTime(before) < Silence) return false;
            last[code] = timeProvider.GetTimestamp();
            return true;
        }
    }

    [LoggerMessage(LogLevel.Error, "The Kafka client gives up and is replaced: {Code} {Reason}")]
    private partial void LogFatal(ErrorCode code, string reason);

    [LoggerMessage(LogLevel.Warning, "Kafka: {Code} {Reason}")]
    private partial void LogError(ErrorCode code, string reason);

    [LoggerMessage(LogLevel.Debug, "librdkafka {Facility}: {Line}")]
    private partial void LogLine(string facility, string line);
}
