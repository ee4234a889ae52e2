using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>What is wrong with a form that was sent.</summary>
/// <param name="Above">What belongs to none of its fields.</param>
/// <param name="ByField">A sentence by the name of the field that it stands beside.</param>
public sealed record FormMessages(IReadOnlyList<string> Above, IReadOnlyDictionary<string, string> ByField)
{
    public static readonly FormMessages None = new([], new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Sentences that stand above the form.</summary>
    public static FormMessages Of(IEnumerable<string> messages) => None with { Above = [.. messages] };

    /// <summary>A sentence beside a field.</summary>
    public static FormMessages At(string field, string message)
        => None with { ByField = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = message } };

    /// <param name="problem">Names members of the request, such as <c>shippingAddress.postalCode</c>.</param>
    /// <param name="fields">Those of the page, by the last part of the member's name.</param>
    public static FormMessages Of(Problem problem, params IReadOnlyCollection<string> fields)
    {
        if (problem.Errors is not { Count: > 0 } errors)
            return Of(problem.Messages());
        var byField = errors.ToLookup(error => fields.Contains(FieldOf(error.Key)));
        return new(
            [.. byField[false].Select(Sentence)],
            byField[true].GroupBy(error => FieldOf(error.Key), Sentence, StringComparer.Ordinal)
                .ToDictionary(field => field.Key, field => string.Join(' ', field), StringComparer.Ordinal));
    }

    /// <summary>The same on a page that has these fields alone: what has none of them stands above.</summary>
    public FormMessages On(params IReadOnlyCollection<string> fields)
    {
        var byField = ByField.ToLookup(message => fields.Contains(message.Key));
        return new([.. Above, .. byField[false].Select(message => message.Value)], byField[true].ToDictionary(StringComparer.Ordinal));
    }

    public FormMessages And(IEnumerable<string> messages) => this with { Above = [.. Above.Union(messages)] };

    /// <summary>Both; of two messages about a field, the first.</summary>
    public FormMessages And(FormMessages others) => new(
        [.. Above.Union(others.Above)],
        others.ByField.Concat(ByField).GroupBy(message => message.Key, message => message.Value, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Last(), StringComparer.Ordinal));

    private static string FieldOf(string member) => member[(member.LastIndexOf('.') + 1)..];

    private static string Sentence(KeyValuePair<string, string[]> error) => string.Join(' ', FieldMessage.Of([error]));
}
