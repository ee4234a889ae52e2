using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.ServiceDefaults.Features;

/// <summary>Asks another service, user-service or the gateway in front of it.</summary>
internal sealed class FlagOverrideClient(HttpClient http) : IFlagOverrideSource
{
    public async Task<IReadOnlyDictionary<string, bool>> ReadAsync(CancellationToken cancellationToken)
    {
        var states = await http.GetFromJsonAsync(FeatureState.Path, FeatureStateJson.Default.FeatureStateList, cancellationToken);
        return states!.Items.Where(state => state.IsOverridden)
            .ToDictionary(state => state.Name, state => state.Enabled, StringComparer.Ordinal);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FeatureStateList))]
internal sealed partial class FeatureStateJson : JsonSerializerContext;
