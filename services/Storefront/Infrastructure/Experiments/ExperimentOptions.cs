using System.ComponentModel.DataAnnotations;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Storefront.Infrastructure.Experiments;

/// <summary>The configuration section <c>Experiment</c>.</summary>
internal sealed class ExperimentOptions
{
    /// <summary>The groups of visitors, separated by commas; empty where there is no experiment.</summary>
    [RegularExpression(
        "^([A-Za-z0-9._-]{1,32}(,[A-Za-z0-9._-]{1,32})*)?$",
        ErrorMessage = "must be names such as A,B of 1 to 32 letters, digits, '-', '_' or '.'")]
    public string Groups { get; set; } = "A,B";

    /// <summary>The feature flag under test: as configured for the first group, inverted for the others. Empty: none.</summary>
    [RegularExpression(
        $"^({FeatureFlags.NewCheckoutFlow}|{FeatureFlags.RecommendationsEngine})?$",
        ErrorMessage = $"must be {FeatureFlags.NewCheckoutFlow} or {FeatureFlags.RecommendationsEngine}")]
    public string Flag { get; set; } = "";

    public IReadOnlyList<string> Names => Groups.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
