using System.Text.Json.Serialization;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of user-service. Records are public because components are.

internal interface IFeaturesApi
{
    [Get("/features")]
    Task<FeatureList> ListAsync(CancellationToken cancellationToken);

    [Put("/features/{name}")]
    Task<FeatureList> SetAsync(string name, [Body] FeatureSwitch body, CancellationToken cancellationToken);
}

public sealed record FeatureList(IReadOnlyList<Feature> Items);

/// <param name="IsOverridden">Switched by somebody; else it is as the shop was deployed.</param>
public sealed record Feature(string Name, bool Enabled, bool IsOverridden, DateTimeOffset? ChangedAt, Guid? ChangedBy);

/// <param name="Enabled">Null: as the shop was deployed.</param>
public sealed record FeatureSwitch([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? Enabled);
