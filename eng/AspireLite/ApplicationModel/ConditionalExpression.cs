using System.Text;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

internal sealed partial class ConditionalExpression(
    IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    : ReferenceExpression([])
{
    /// <summary>The name of its own entry in the manifest, which has no other way to say 'if'.</summary>
    public string Name { get; } = NameOf(condition, matchValue, whenTrue, whenFalse);

    public IEnumerable<ReferenceExpression> Branches => [whenTrue, whenFalse];

    public override IReadOnlyList<IValueProvider> ValueProviders => [.. whenTrue.ValueProviders, .. whenFalse.ValueProviders];

    public override string ValueExpression => $"{{{Name}.connectionString}}";

    internal override IEnumerable<object> References => [condition, .. whenTrue.References, .. whenFalse.References];

    public override async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var value = await condition.GetValueAsync(cancellationToken);
        var branch = string.Equals(value, matchValue, StringComparison.OrdinalIgnoreCase) ? whenTrue : whenFalse;
        return await branch.GetValueAsync(cancellationToken);
    }

    // The name must be Aspire's to the letter, so that both print the same manifest.
    private static string NameOf(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var expression = (condition as IManifestExpressionProvider)?.ValueExpression ?? condition.GetType().Name;
        var hash = XxHash32.Compute(Encoding.UTF8.GetBytes(expression + whenTrue.ValueExpression + whenFalse.ValueExpression + matchValue));
        return $"cond-{Separators().Replace(expression, "-").Trim('-').ToLowerInvariant()}-{hash:x8}";
    }

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex Separators();
}
