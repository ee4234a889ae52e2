using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features;

/// <summary>The <c>Idempotency-Key</c> of a request: what it must be, and why it cannot be used.</summary>
internal static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    public static FieldErrors CheckIdempotencyKey(this FieldErrors errors, string? key)
        => errors.Check(
            Header, key is { Length: >= 1 and <= MaxLength } && key.All(c => c is > ' ' and <= '~'),
            $"is required: 1 to {MaxLength} visible characters");

    /// <summary>Of a request: a repetition has the same. The operation tells requests apart that look alike.</summary>
    public static string FingerprintOf<T>(string operation, T request, JsonTypeInfo<T> json)
        => $"{operation} {Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, json)))}";

    public static ProblemHttpResult InProgress() => Problems.Problem(
        StatusCodes.Status409Conflict, "idempotency-in-progress", "A request with this Idempotency-Key is still running.");

    public static ProblemHttpResult Mismatch() => Problems.Problem(
        StatusCodes.Status422UnprocessableEntity, "idempotency-mismatch", "This Idempotency-Key was used for another request.");
}
