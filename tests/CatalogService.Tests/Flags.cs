using Microsoft.FeatureManagement;

namespace Ecommerce.CatalogService.Tests;

/// <summary>Flags that are on until a test says otherwise.</summary>
internal sealed class Flags : IFeatureManager
{
    public bool AreOn { get; set; } = true;

    public IAsyncEnumerable<string> GetFeatureNamesAsync() => throw new NotSupportedException();

    public Task<bool> IsEnabledAsync(string feature) => Task.FromResult(AreOn);

    public Task<bool> IsEnabledAsync<TContext>(string feature, TContext context) => IsEnabledAsync(feature);
}
