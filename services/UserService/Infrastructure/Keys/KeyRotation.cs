using Ecommerce.UserService.Domain.Keys;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.Keys;

/// <summary>Creates the next key in time and deletes keys whose tokens have expired; the first replica to see it does it for all.</summary>
internal sealed partial class KeyRotation(
    SigningKeyStore store, IOptions<RotationOptions> options, IOptions<AccessTokenOptions> tokens, TimeProvider timeProvider,
    ILogger<KeyRotation> logger)
{
    /// <param name="known">The keys as they were read last: the database is queried only where they are due for a change.</param>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> ApplyAsync(IReadOnlyCollection<KeyTerm> known, CancellationToken cancellationToken)
    {
        if (Plan(known).IsEmpty)
            return false;
        var rotation = await store.RotateAsync(Plan, cancellationToken);
        if (rotation.NewKeySignsFrom is { } signsFrom)
            LogCreated(signsFrom);
        if (rotation.Retired.Count > 0)
            LogRetired(rotation.Retired.Count);
        return true;
    }

    /// <summary>Publishes the next key before it is due, unless there is one that does not sign yet.</summary>
    /// <returns>When it signs; null where none was published.</returns>
    public async Task<DateTimeOffset?> PublishNextAsync(CancellationToken cancellationToken)
    {
        var rotation = await store.RotateAsync(PlanNext, cancellationToken);
        if (rotation.NewKeySignsFrom is { } signsFrom)
            LogCreated(signsFrom);
        return rotation.NewKeySignsFrom;
    }

    private RotationPlan PlanNext(IReadOnlyCollection<KeyTerm> terms)
    {
        var now = timeProvider.GetUtcNow();
        DateTimeOffset? signsFrom = terms.Any(term => term.SignsFrom > now) ? null : now + options.Value.PublishedBefore;
        return new(signsFrom, []);
    }

    private RotationPlan Plan(IReadOnlyCollection<KeyTerm> terms)
    {
        var policy = new RotationPolicy(
            options.Value.Period, options.Value.PublishedBefore, TimeSpan.FromSeconds(tokens.Value.LifetimeSeconds));
        return RotationPlan.Of(terms, timeProvider.GetUtcNow(), policy);
    }

    [LoggerMessage(LogLevel.Information, "A new signing key is published; it signs from {SignsFrom:O}")]
    private partial void LogCreated(DateTimeOffset signsFrom);

    [LoggerMessage(LogLevel.Information, "{Count} signing keys are retired: their last tokens have expired")]
    private partial void LogRetired(int count);
}
