using System.Data.Common;

namespace Ecommerce.Messaging;

/// <summary>What a consumer group acts on.</summary>
internal sealed class Subscription(
    string group, IReadOnlyDictionary<string, EventRoute> routes, IReadOnlyList<Func<Exception, bool>> outages, bool keepsDeadLetters)
{
    public string Group { get; } = group;

    public IReadOnlyList<string> Topics { get; } = [.. routes.Values.Select(route => route.Topic).Distinct(StringComparer.Ordinal)];

    public IEnumerable<string> Types => routes.Keys;

    public bool UsesDatabase { get; } = routes.Values.Any(route => route.Transactional);

    /// <summary>Whether its dead letters are in the service's <see cref="IDeadLetterStore"/>, too.</summary>
    public bool KeepsDeadLetters => UsesDatabase || keepsDeadLetters;

    /// <summary>Null for a type that this group does not act on, or one that travels on another topic.</summary>
    public EventRoute? RouteFor(string topic, string type) =>
        routes.TryGetValue(type, out var route) && route.Topic == topic ? route : null;

    /// <inheritdoc cref="RouteFor(string, string)"/>
    public EventRoute? RouteFor(string type) => routes.GetValueOrDefault(type);

    /// <summary>Whether a server is away rather than the message bad.</summary>
    public bool IsOutage(Exception failure) => outages.Any(isOutage => isOutage(failure));
}

internal static class Outages
{
    public static bool IsDatabaseOutage(Exception failure) => failure is DbException { IsTransient: true };
}
