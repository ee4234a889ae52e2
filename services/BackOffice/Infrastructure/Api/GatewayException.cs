using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.BackOffice.Infrastructure.Api;

/// <summary>The API rejected a request.</summary>
internal sealed class GatewayException(HttpStatusCode status, ApiProblem problem) : Exception(problem.Title)
{
    public HttpStatusCode Status { get; } = status;

    public ApiProblem Problem { get; } = problem;

    /// <summary>Null for a response that is none.</summary>
    public static async Task<Exception?> OfAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return null;
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync<ApiProblem>()
            : null;
        return new GatewayException(response.StatusCode, problem ?? new(null, response.ReasonPhrase, null, null));
    }
}

/// <param name="Errors">From the member's path in the request to what is wrong with it.</param>
public sealed record ApiProblem(string? Type, string? Title, string? Detail, IReadOnlyDictionary<string, string[]>? Errors)
{
    /// <summary>All of it in another language than the API's; null: as the API says it.</summary>
    [JsonIgnore]
    public string? Words { get; init; }

    /// <summary>For a person.</summary>
    public string Message => Words ?? (Errors is { Count: > 0 }
        ? string.Join(' ', Errors.Select(error => $"{error.Key}: {string.Join(", ", error.Value)}."))
        : Detail ?? Title ?? "Something went wrong.");

    /// <summary>What is wrong with a field, or with something in it; null where nothing is.</summary>
    public string? Of(string field)
    {
        var messages = Errors?.Where(error => error.Key == field || error.Key.StartsWith($"{field}.", StringComparison.Ordinal))
            .SelectMany(error => error.Value).Distinct(StringComparer.Ordinal).ToList();
        return messages is { Count: > 0 } ? string.Join(Words is null ? ", " : " ", messages) : null;
    }

    /// <summary>What is wrong with a field itself; null where nothing is.</summary>
    public string? At(string field) => Errors?.GetValueOrDefault(field) is { } messages ? string.Join(", ", messages) : null;

    /// <summary>Whether it is of this name, <c>stale-version</c> for example.</summary>
    public bool Is(string name) => Type == ProblemTypes.Urn(name);
}
