namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the annotations of a resource add up to; values that are known later are left as they are.</summary>
internal static class ResourceConfiguration
{
    /// <summary>The environment, in the order it was written.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, object>>> GetEnvironmentAsync(
        this IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken = default)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, null, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(context);
        return [.. context.EnvironmentVariables];
    }

    /// <summary>The arguments.</summary>
    public static async Task<IReadOnlyList<object>> GetArgumentsAsync(
        this IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken = default)
    {
        List<object> arguments = [];
        var context = new CommandLineArgsCallbackContext(arguments, resource, cancellationToken) { ExecutionContext = executionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(context);
        return arguments;
    }

    /// <summary>The text of a value in a running application; waits until it is known.</summary>
    public static async ValueTask<string?> ResolveAsync(object? value, CancellationToken cancellationToken) => value switch
    {
        null => null,
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(cancellationToken),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw Unsupported(value),
    };

    /// <summary>The text of a value in the manifest, placeholders included.</summary>
    public static string ManifestExpressionOf(object value) => value switch
    {
        string text => text,
        IManifestExpressionProvider provider => provider.ValueExpression,
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw Unsupported(value),
    };

    private static NotSupportedException Unsupported(object value)
        => new($"A value of type '{value.GetType()}' cannot be an environment variable or an argument.");
}
