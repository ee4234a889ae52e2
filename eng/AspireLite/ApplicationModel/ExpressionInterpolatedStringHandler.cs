using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public partial class ReferenceExpression
{
    /// <summary>What the compiler turns <c>$"Host={host}"</c> into.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler
    {
        private readonly List<ExpressionPart> parts;

        /// <summary>Called by the compiler.</summary>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
            => parts = new(formattedCount + Math.Min(literalLength, formattedCount + 1));

        /// <summary>Text of the string itself.</summary>
        public void AppendLiteral(string value) => parts.Add(ExpressionPart.Text(value));

        /// <summary>Text that is known now.</summary>
        public void AppendFormatted(string? value) => AppendFormatted(value, null);

        /// <summary>Text that is known now.</summary>
        public void AppendFormatted(string? value, string? format) => parts.Add(ExpressionPart.Text(value ?? "", format));

        /// <summary>A value that is known later.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
            => AppendFormatted(valueProvider, null);

        /// <summary>A value that is known later.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider
            => parts.Add(ExpressionPart.Value(valueProvider, format));

        /// <summary>The value of a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => AppendFormatted(valueProvider.Resource, null);

        /// <summary>The value of a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => AppendFormatted(valueProvider.Resource, format);

        internal ReferenceExpression GetExpression() => new([.. parts]);
    }
}
