using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value of a parameter that configuration does not give.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();

    /// <summary>Describes it to whoever deploys the application.</summary>
    internal abstract void WriteToManifest(Utf8JsonWriter writer);
}

internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    private readonly Lazy<string> value = new(value);

    public override string GetDefaultValue() => value.Value;

    internal override void WriteToManifest(Utf8JsonWriter writer) => writer.WriteString("value", value.Value);
}
