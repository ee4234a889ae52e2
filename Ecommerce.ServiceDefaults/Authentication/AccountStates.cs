using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Which accounts have changed since their tokens were issued, at most <see cref="MaxAge"/> ago. Read when a token is checked and what is
/// known is older, so that a service to which nobody talks asks nobody.
/// </summary>
public sealed partial class AccountStates(IAccountStateSource source, TimeProvider timeProvider, ILogger<AccountStates> logger)
    : IDisposable
{
    /// <summary>How long a token of an account that was changed is taken.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    // While the authority is away, callers do not queue for it.
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Snapshot? current;
    private long? failedAt;

    /// <summary>Whether the account has changed since the token of <paramref name="person"/> was issued.</summary>
    public bool IsOutdated(ClaimsPrincipal person)
        => current is { Versions.Count: > 0 } known
            && Guid.TryParse(person.FindFirstValue("sub"), out var id)
            && known.Versions.TryGetValue(id, out var version)
            && VersionOf(person) < version;

    /// <summary>Reads the states where what is known is too old.</summary>
    /// <returns>Whether what is known is recent; false while the authority is away.</returns>
    public async ValueTask<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        if (IsRecent)
            return true;

        await reading.WaitAsync(cancellationToken);
        try
        {
            if (!IsRecent && !HasJustFailed)
                await ReadAsync(cancellationToken);
            return IsRecent;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private bool IsRecent => current is { } known && timeProvider.GetElapsedTime(known.At) < MaxAge;

    private bool HasJustFailed => failedAt is { } at && timeProvider.GetElapsedTime(at) < RetryDelay;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        // Before the question: what changes meanwhile may be missing from the answer.
        var at = timeProvider.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ReadTimeout);
        try
        {
            var states = await source.ReadAsync(timeout.Token);
            current = new(states.ToFrozenDictionary(state => state.UserId, state => state.Version), at);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            failedAt = timeProvider.GetTimestamp();
            LogUnknown(logger, failure.Message);
        }
    }

    private static int VersionOf(ClaimsPrincipal person)
        => int.TryParse(
            person.FindFirstValue(AccountState.VersionClaim), CultureInfo.InvariantCulture, out var version) ? version : 0;

    [LoggerMessage(LogLevel.Warning, "The states of accounts are unknown, staff are refused until they are: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason);

    private sealed record Snapshot(FrozenDictionary<Guid, int> Versions, long At);
}
