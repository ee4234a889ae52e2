using Ecommerce.UserService.Sessions;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Keys;

/// <summary>Makes the next key in time and deletes those that nothing valid was signed with; whichever replica sees it first does it for all.</summary>
internal sealed partial class KeyRotation(
    SigningKeyStore store, IOptions<RotationOptions> options, IOptions<AccessTokenOptions> tokens, TimeProvider clock, ILogger<KeyRotation> logger)
{
    /// <param name="known">The keys as they were read last: while nothing is to be done with them, the database is not asked.</param>
    public async Task<bool> RunAsync(IReadOnlyCollection<KeyTerm> known, CancellationToken cancellationToken)
    {
        if (Plan(known).IsEmpty)
            return false;
        var done = new RotationPlan(null, []);
        await store.ChangeAsync(terms => done = Plan(terms), cancellationToken);
        if (done.NewKeySignsFrom is { } signsFrom)
            LogCreated(signsFrom);
        if (done.Retired.Count > 0)
            LogRetired(done.Retired.Count);
        return true;
    }

    /// <summary>Makes the next key before its time, unless there is one that does not sign yet.</summary>
    /// <returns>When it signs; null where nothing was made.</returns>
    public async Task<DateTimeOffset?> BeginAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? signsFrom = null;
        await store.ChangeAsync(
            terms =>
            {
                var now = clock.GetUtcNow();
                signsFrom = terms.Any(term => term.SignsFrom > now) ? null : now + options.Value.PublishedBefore;
                return new RotationPlan(signsFrom, []);
            },
            cancellationToken);
        if (signsFrom is { } begins)
            LogCreated(begins);
        return signsFrom;
    }

    private RotationPlan Plan(IReadOnlyCollection<KeyTerm> terms)
        => RotationPlan.Of(terms, clock.GetUtcNow(), options.Value, TimeSpan.FromSeconds(tokens.Value.LifetimeSeconds));

    [LoggerMessage(LogLevel.Information, "A new signing key is published; it signs from {SignsFrom:O}")]
    private partial void LogCreated(DateTimeOffset signsFrom);

    [LoggerMessage(LogLevel.Information, "{Count} signing keys are retired: their last tokens have expired")]
    private partial void LogRetired(int count);
}
