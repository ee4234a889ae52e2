using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Collects what is wrong with a request, field by field:
/// <code>
/// var errors = new FieldErrors()
///     .Check("quantity", request.Quantity is >= 1 and &lt;= 99, "must be 1 to 99")
///     .Check("sku", request.Sku.Length &lt;= 64, "must have at most 64 characters");
/// if (errors.TryGetProblem(out var problem)) return problem;
/// </code>
/// </summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> errors = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => errors.Count == 0;

    /// <summary>What was collected: member path to messages.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <summary>Adds a message about <paramref name="field"/>.</summary>
    /// <param name="field">Its path in the request's own spelling, such as <c>items[0].quantity</c>.</param>
    /// <param name="message">What is expected of it, such as <c>must be 1 to 99</c>.</param>
    public FieldErrors Add(string field, string message)
    {
        errors[field] = errors.TryGetValue(field, out var earlier) ? [.. earlier, message] : [message];
        return this;
    }

    /// <summary>Adds a message about <paramref name="field"/> unless <paramref name="valid"/>.</summary>
    public FieldErrors Check(string field, bool valid, string message) => valid ? this : Add(field, message);

    /// <summary>The 400 to answer with, where anything is wrong.</summary>
    public bool TryGetProblem([NotNullWhen(true)] out ProblemHttpResult? problem)
    {
        problem = IsEmpty ? null : Problems.Invalid(errors);
        return problem is not null;
    }
}
