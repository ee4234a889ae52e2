using Microsoft.FeatureManagement;

namespace Ecommerce.CatalogService.Tests;

/// <summary>Features that are on until a test turns them off.</summary>
internal sealed class FakeFeatureManager : IFeatureManager
{
    public bool AreOn { get; set; } = true;

    public IAsyncEnumerable<string> GetFeatureNamesAsync() => throw new NotSupportedException();

    public Task<bool> IsEnabledAsync(string feature) => Task.FromResult(AreOn);

    public Task<bool> IsEnabledAsync<TContext>(string feature, TContext context) => IsEnabledAsync(feature);
}
