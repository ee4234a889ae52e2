using System.ComponentModel.DataAnnotations;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Storefront.Experiments;

/// <summary>The configuration section <c>Experiment</c>.</summary>
internal sealed class ExperimentOptions
{
    /// <summary>The groups that visitors are dealt into, with commas between them; empty where there is no experiment.</summary>
    [RegularExpression("^([A-Za-z0-9._-]{1,32}(,[A-Za-z0-9._-]{1,32})*)?$", ErrorMessage = "must be names such as A,B of 1 to 32 letters, digits, '-', '_' or '.'")]
    public string Groups { get; set; } = "A,B";

    /// <summary>A feature flag of the storefront that is tried out: as it is set for the first group, and turned over for the others. Empty: none.</summary>
    [RegularExpression($"^({FeatureFlags.NewCheckoutFlow}|{FeatureFlags.RecommendationsEngine})?$", ErrorMessage = $"must be {FeatureFlags.NewCheckoutFlow} or {FeatureFlags.RecommendationsEngine}")]
    public string Flag { get; set; } = "";

    public IReadOnlyList<string> Names => Groups.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
