namespace Ecommerce.ServiceDefaults;

/// <summary>A feature flag as user-service tells it.</summary>
/// <param name="Enabled">What it is at the moment.</param>
/// <param name="IsOverridden">Whether the shop's owner has said so; else it is as each service is deployed.</param>
/// <param name="ChangedAt">When the owner changed it last; told only to who may change it.</param>
/// <param name="ChangedBy">The same.</param>
public sealed record FeatureState(string Name, bool Enabled, bool IsOverridden, DateTimeOffset? ChangedAt, Guid? ChangedBy)
{
    /// <summary>Where they are listed, relative to user-service and to the gateway.</summary>
    public const string Path = "/features";
}

/// <param name="Items">Every flag, by name.</param>
public sealed record FeatureStateList(IReadOnlyList<FeatureState> Items);
