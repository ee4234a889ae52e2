using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Builds a <see cref="ReferenceExpression"/> piece by piece.</summary>
public class ReferenceExpressionBuilder
{
    private readonly List<ExpressionPart> parts = [];

    /// <summary>Whether nothing was appended yet.</summary>
    public bool IsEmpty => parts.Count == 0;

    /// <summary>Appends an interpolated string.</summary>
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
        => parts.AddRange(handler.Parts);

    /// <summary>Appends text.</summary>
    public void AppendLiteral(string value) => parts.Add(ExpressionPart.Text(value));

    /// <summary>The expression so far.</summary>
    public ReferenceExpression Build() => new([.. parts]);

    /// <summary>What the compiler turns <c>$"Host={host}"</c> into.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler
    {
        /// <summary>Called by the compiler.</summary>
        public ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            Parts = new(formattedCount + Math.Min(literalLength, formattedCount + 1));
        }

        internal List<ExpressionPart> Parts { get; }

        /// <summary>Text of the string itself.</summary>
        public void AppendLiteral(string value) => Parts.Add(ExpressionPart.Text(value));

        /// <summary>Text that is known now.</summary>
        public void AppendFormatted(string? value) => AppendFormatted(value, null);

        /// <summary>Text that is known now.</summary>
        public void AppendFormatted(string? value, string? format) => Parts.Add(ExpressionPart.Text(value ?? "", format));

        /// <summary>A value that is known later.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
            => AppendFormatted(valueProvider, null);

        /// <summary>A value that is known later.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider
            => Parts.Add(ExpressionPart.Value(valueProvider, format));

        /// <summary>The value of a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => AppendFormatted(valueProvider.Resource, null);
    }
}
