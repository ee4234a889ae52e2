using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.ServiceDefaults;

/// <summary>RFC 9457 problem documents with the project's stable types, <c>urn:ecommerce:problem:NAME</c>.</summary>
public static class Problems
{
    /// <summary>400 with the fields that are wrong: member path in the request's own spelling, such as <c>items[0].quantity</c>.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors)
        => TypedResults.Problem(InvalidRequest.Document(errors));

    /// <summary>What is wrong with a document that cannot be read, field by field, for one that is not the request's body.</summary>
    /// <param name="exception">Says where reading failed.</param>
    /// <param name="document">The type that it should have.</param>
    public static IReadOnlyDictionary<string, string[]> ErrorsOf(JsonException exception, JsonTypeInfo document)
        => InvalidRequest.ErrorsOf(exception, document).ToDictionary(StringComparer.Ordinal);

    /// <summary>Any other refusal.</summary>
    /// <param name="status">403, 404, 409, 412, 422, ...</param>
    /// <param name="name">The last part of its type, kebab case, such as <c>out-of-stock</c>.</param>
    /// <param name="title">A short sentence, the same for every occurrence.</param>
    /// <param name="detail">What is particular to this occurrence; never a secret.</param>
    public static ProblemHttpResult Problem(int status, string name, string title, string? detail = null)
        => TypedResults.Problem(new ProblemDetails { Status = status, Type = ProblemTypes.Urn(name), Title = title, Detail = detail });

    /// <summary>A refusal that one field is to blame for, though there is nothing wrong with how it is written.</summary>
    /// <param name="status">409, 422, ...</param>
    /// <param name="name">The last part of its type, kebab case, such as <c>discount-expired</c>.</param>
    /// <param name="title">A short sentence, the same for every occurrence.</param>
    /// <param name="field">Its path in the request's own spelling, such as <c>discountCode</c>.</param>
    /// <param name="message">What is expected of it.</param>
    public static ProblemHttpResult Field(int status, string name, string title, string field, string message)
        => Fields(status, name, title, new Dictionary<string, string[]> { [field] = [message] }, message);

    /// <summary>A refusal that several fields are to blame for.</summary>
    /// <param name="status">409, 422, ...</param>
    /// <param name="name">The last part of its type, kebab case, such as <c>sku-taken</c>.</param>
    /// <param name="title">A short sentence, the same for every occurrence.</param>
    /// <param name="errors">What is expected of each, by its path in the request's own spelling.</param>
    /// <param name="detail">What is particular to this occurrence; never a secret.</param>
    public static ProblemHttpResult Fields(
        int status, string name, string title, IReadOnlyDictionary<string, string[]> errors, string detail)
        => TypedResults.Problem(new HttpValidationProblemDetails(errors.ToDictionary(StringComparer.Ordinal))
        {
            Status = status, Type = ProblemTypes.Urn(name), Title = title, Detail = detail,
        });

    /// <summary>404: there is no such thing, or none that the caller may see.</summary>
    public static ProblemHttpResult NotFound(string what)
        => Problem(StatusCodes.Status404NotFound, "not-found", "Not found.", $"There is no such {what}.");
}
