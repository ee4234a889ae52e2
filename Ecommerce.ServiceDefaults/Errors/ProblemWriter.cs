using System.Diagnostics;
using Ecommerce.ServiceDefaults.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Writes every problem document, whatever the caller said it accepts: a refusal without a reason helps nobody.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    private const string MediaType = "application/problem+json";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var problem = Complete(context.ProblemDetails, http);
        http.Response.Headers.CacheControl = "no-store";

        return new(problem is HttpValidationProblemDetails invalid
            ? http.Response.WriteAsJsonAsync(invalid, EdgeJson.Default.HttpValidationProblemDetails, MediaType, http.RequestAborted)
            : http.Response.WriteAsJsonAsync(problem, EdgeJson.Default.ProblemDetails, MediaType, http.RequestAborted));
    }

    private static ProblemDetails Complete(ProblemDetails problem, HttpContext http)
    {
        var status = problem.Status ??= http.Response.StatusCode;
        if (problem.Type?.StartsWith("urn:", StringComparison.Ordinal) != true)
            problem.Type = ProblemTypes.ForStatus(status);
        problem.Title ??= ReasonPhrases.GetReasonPhrase(status);
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        return problem;
    }
}
