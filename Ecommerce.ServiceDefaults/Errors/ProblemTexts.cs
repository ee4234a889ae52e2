using System.Collections.Frozen;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>
/// Which text tells a person what a service refuses, in a language that services do not answer in: by the problem's type, its fields and
/// its status, never by sentences. The texts are those of whoever shows them.
/// </summary>
public sealed class ProblemTexts
{
    /// <summary>By the last part of the problem's type; a type that says nothing more than its status is not here.</summary>
    public required FrozenDictionary<string, string> ByType { get; init; }

    /// <summary>By the name of the field, what is expected of it.</summary>
    public required FrozenDictionary<string, string> ByField { get; init; }

    /// <summary>Where nothing more is known than the status.</summary>
    public required Func<int, string> ByStatus { get; init; }

    /// <summary>For a field that has no text.</summary>
    public required string AnyField { get; init; }

    /// <summary>What is said of the whole request.</summary>
    /// <param name="type">As the problem has it; null where the answer is no problem document.</param>
    /// <param name="status">Of the answer.</param>
    public string Of(string? type, int status) => OfType(type) ?? ByStatus(status);

    /// <summary>What is said at a field. A type of its own says more than the field that it is about.</summary>
    /// <param name="type">As the problem has it.</param>
    /// <param name="path">
    /// In the request's own spelling. The last part with a text counts: <c>rates</c> of <c>methods.express.rates.DE</c>, where a country
    /// is no name of a field.
    /// </param>
    public string OfField(string? type, string path) => OfType(type)
        ?? path.Split('.').Reverse().Select(part => ByField.GetValueOrDefault(part.Split('[')[0])).FirstOrDefault(text => text is not null)
        ?? AnyField;

    /// <summary>Null for a type that says nothing more than its status.</summary>
    public string? OfType(string? type) => type?.StartsWith(ProblemTypes.Prefix, StringComparison.Ordinal) == true
        ? ByType.GetValueOrDefault(type[ProblemTypes.Prefix.Length..])
        : null;
}
