using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Ecommerce.Redis;

/// <summary>
/// The connection to Redis, <c>ConnectionStrings:redis</c>. A call either is answered within a second or fails: while the server is away
/// it fails at once, and the connection comes back by itself.
/// </summary>
public sealed class RedisServer(IConfiguration configuration, IHostEnvironment environment) : IDisposable
{
    private const string Setting = "ConnectionStrings:redis";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConnectionMultiplexer connection = ConnectionMultiplexer.Connect(Options(configuration, environment));

    /// <exception cref="RedisUnavailableException">There is no answer; whether something was done is not known.</exception>
    public Task<T> AskAsync<T>(Func<IDatabase, Task<T>> question) => AskAsync(question, retry: true);

    /// <summary>
    /// Hears what is published on a channel from now on, also after the connection was lost and is back; what was said meanwhile is not
    /// heard.
    /// </summary>
    /// <exception cref="RedisUnavailableException">There is no connection.</exception>
    public async Task SubscribeAsync(string channel, Action<byte[]> received)
    {
        try
        {
            await connection.GetSubscriber()
                .SubscribeAsync(new RedisChannel(channel, RedisChannel.PatternMode.Literal), (_, message) => received((byte[])message!))
                .WaitAsync(Patience);
        }
        catch (Exception e) when (e is RedisConnectionException or TimeoutException or TaskCanceledException)
        {
            throw new RedisUnavailableException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> question, bool retry)
    {
        if (!connection.IsConnected)
            throw new RedisUnavailableException("There is no connection.");

        try
        {
            return await question(connection.GetDatabase()).WaitAsync(Patience);
        }
        catch (RedisServerException e) when (retry && e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // The server was restarted and has lost the scripts; the client knows by now, and sends them anew.
            return await AskAsync(question, retry: false);
        }
        catch (Exception e) when (e is RedisConnectionException or TimeoutException or TaskCanceledException
            || IsOutage(e as RedisServerException))
        {
            throw new RedisUnavailableException(e.Message, e);
        }
    }

    private static bool IsOutage(RedisServerException? refusal)
        => refusal is not null && (refusal.Message.StartsWith("LOADING", StringComparison.Ordinal)
            || refusal.Message.StartsWith("READONLY", StringComparison.Ordinal)
            || refusal.Message.StartsWith("MASTERDOWN", StringComparison.Ordinal)
            // A primary that no replica follows yet, after a failover.
            || refusal.Message.StartsWith("NOREPLICAS", StringComparison.Ordinal));

    private static ConfigurationOptions Options(IConfiguration configuration, IHostEnvironment environment)
    {
        var text = configuration[Setting];
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidOperationException($"Setting {Setting} is missing: the address of Redis, such as localhost:6379.");

        var options = Parse(text);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 2_000;
        options.SyncTimeout = 1_000;
        options.ClientName ??= environment.ApplicationName;
        return options;
    }

    private static ConfigurationOptions Parse(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text) is { EndPoints.Count: > 0 } options
                ? options
                : throw new InvalidOperationException($"Setting {Setting} names no server.");
        }
        catch (ArgumentException e)
        {
            // The value may hold a password: neither it nor the exception that quotes it is told.
#pragma warning disable MA0054
            throw new InvalidOperationException($"Setting {Setting} cannot be read: {e.ParamName ?? "unknown option"}.");
#pragma warning restore MA0054
        }
    }
}
