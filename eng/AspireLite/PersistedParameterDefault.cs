using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A generated default that the next start finds again.</summary>
internal sealed class PersistedParameterDefault(string key, ParameterDefault generated, UserSecrets secrets) : ParameterDefault
{
    public override string GetDefaultValue()
    {
        // Configuration has user secrets only in development; a data folder outlives that difference.
        if (secrets.Get(key) is { } kept)
            return kept;

        var value = generated.GetDefaultValue();
        secrets.Set(key, value);
        return value;
    }

    internal override void WriteToManifest(Utf8JsonWriter writer) => generated.WriteToManifest(writer);
}
