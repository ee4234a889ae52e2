using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Parameters: <c>Parameters:NAME</c> in configuration.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter that configuration must give.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
        => builder.AddResource(new ParameterResource(name, fallback => Find(builder, name, fallback), secret));

    /// <summary>Adds a parameter with a fixed value.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
        => builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a parameter with a value that is found late.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
            throw new ArgumentException($"Parameter '{name}' is secret: its value cannot be published.", nameof(secret));

        return builder.AddResource(new ParameterResource(name, fallback => fallback?.GetDefaultValue() ?? valueGetter(), secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null,
        });
    }

    /// <summary>Adds a parameter with a default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="value">Its default.</param>
    /// <param name="secret">Whether nobody should see it.</param>
    /// <param name="persist">Whether a generated default is kept in the developer's user secrets.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
        => builder.AddResource(Describe(builder, name, value, secret, persist));

    /// <summary>Describes a password that is generated once, without adding it to the model.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder, string name, bool lower = true, bool upper = true, bool numeric = true, bool special = true)
        => Describe(
            builder, name, new GenerateParameterDefault { Lower = lower, Upper = upper, Numeric = numeric, Special = special },
            secret: true, persist: true);

    private static ParameterResource Describe(IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret, bool persist)
    {
        if (persist && builder.ExecutionContext.IsRunMode && builder is DistributedApplicationBuilder { Secrets: { } secrets })
            value = new PersistedParameterDefault(Key(name), value, secrets);
        return new ParameterResource(name, fallback => Find(builder, name, fallback), secret) { Default = value };
    }

    private static string Find(IDistributedApplicationBuilder builder, string name, ParameterDefault? fallback)
        => builder.Configuration[Key(name)]
            // An environment variable cannot be named with a hyphen in every shell.
            ?? builder.Configuration[Key(name.Replace('-', '_'))]
            ?? fallback?.GetDefaultValue()
            ?? throw new MissingParameterValueException(
                $"Parameter '{name}' has no value: set '{Key(name)}', with the environment variable Parameters__{name.Replace('-', '_')} for example.");

    private static string Key(string name) => $"Parameters:{name}";
}
