using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;

namespace Ecommerce.Storefront.Infrastructure.Experiments;

/// <summary>Feature flags for this shopper: the one under test is inverted for all groups but the first.</summary>
internal sealed class ShopperFeatures(IFeatureManager features, IHttpContextAccessor requests, IOptions<ExperimentOptions> options)
{
    public async Task<bool> IsEnabledAsync(string flag) => await features.IsEnabledAsync(flag) != IsInverted(flag);

    private bool IsInverted(string flag)
        => flag == options.Value.Flag
            && requests.HttpContext?.Features.Get<TestGroup>() is { } group
            && group.Name != options.Value.Names[0];
}
