namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Text made of literals and of values that are known later: placeholders in the manifest, real values in a running application.
/// </summary>
public partial class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>No text at all.</summary>
    public static readonly ReferenceExpression Empty = new([]);

    internal ReferenceExpression(IReadOnlyList<ExpressionPart> parts) => Parts = parts;

    internal IReadOnlyList<ExpressionPart> Parts { get; }

    /// <summary>The values that are known later.</summary>
    public virtual IReadOnlyList<IValueProvider> ValueProviders => [.. Parts.Select(part => part.Provider).OfType<IValueProvider>()];

    /// <summary>The text with placeholders.</summary>
    public virtual string ValueExpression => string.Concat(Parts.Select(part => part.ManifestExpression));

    IEnumerable<object> IValueWithReferences.References => References;

    internal virtual IEnumerable<object> References => ValueProviders;

    /// <summary>Writes an expression as an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.GetExpression();

    /// <summary>Chooses between two expressions by the value of a third.</summary>
    /// <param name="condition">The value to look at.</param>
    /// <param name="matchValue">What it must equal, in any case, for <paramref name="whenTrue"/>.</param>
    /// <param name="whenTrue">The expression where it does.</param>
    /// <param name="whenFalse">The expression where it does not.</param>
    public static ReferenceExpression CreateConditional(
        IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
        => new ConditionalExpression(condition, matchValue, whenTrue, whenFalse);

    /// <summary>The text; waits until every value is known.</summary>
    public virtual async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        if (Parts.Count == 0)
            return null;

        var values = new string?[Parts.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = await Parts[i].GetValueAsync(cancellationToken);
        return string.Concat(values);
    }
}
