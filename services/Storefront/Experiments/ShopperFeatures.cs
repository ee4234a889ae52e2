using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;

namespace Ecommerce.Storefront.Experiments;

/// <summary>Feature flags as this shopper has them: the one that is tried out is turned over for all groups but the first.</summary>
internal sealed class ShopperFeatures(IFeatureManager features, IHttpContextAccessor requests, IOptions<ExperimentOptions> options)
{
    public async Task<bool> IsEnabledAsync(string flag) => await features.IsEnabledAsync(flag) != IsTurnedOver(flag);

    private bool IsTurnedOver(string flag)
        => flag == options.Value.Flag && requests.HttpContext?.Features.Get<TestGroup>() is { } group && group.Name != options.Value.Names[0];
}
