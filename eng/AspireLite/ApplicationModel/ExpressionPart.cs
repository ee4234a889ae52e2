namespace Aspire.Hosting.ApplicationModel;

/// <summary>A piece of a <see cref="ReferenceExpression"/>: text that is known now, or a value that is known later.</summary>
internal sealed record ExpressionPart
{
    private ExpressionPart(string? literal, IValueProvider? provider, string? format)
        => (Literal, Provider, Format) = (literal, provider, format);

    public string? Literal { get; }

    public IValueProvider? Provider { get; }

    public string? Format { get; }

    public string ManifestExpression => Literal ?? ((IManifestExpressionProvider)Provider!).ValueExpression;

    public static ExpressionPart Text(string text, string? format = null) => new(Apply(format, text), null, null);

    public static ExpressionPart Value<T>(T provider, string? format)
        where T : IValueProvider, IManifestExpressionProvider
        => new(null, provider, Checked(format));

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
        => Literal ?? Apply(Format, await Provider!.GetValueAsync(cancellationToken));

    private static string? Apply(string? format, string? text)
    {
        if (text is null || Checked(format) is null)
            return text;
        return Uri.EscapeDataString(text);
    }

    private static string? Checked(string? format) => format switch
    {
        null or "" => null,
        _ when format.Equals("uri", StringComparison.OrdinalIgnoreCase) => format,
        _ => throw new NotSupportedException($"Format '{format}' is unknown; an expression knows 'uri'."),
    };
}
