using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Ecommerce.ServiceDefaults.OpenApi;

/// <summary>Says whom an operation lets in, as its endpoint does, and how it refuses the others.</summary>
internal static class DescribedSecurity
{
    private const string Scheme = "bearer";

    public static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var permissions = PermissionsOf(metadata);
        var needsToken = !metadata.OfType<IAllowAnonymous>().Any();
        operation.Security = needsToken ? [Requirement(context.Document!, permissions)] : [];
        if (permissions.Count > 0)
            operation.Description = $"{operation.Description} Needs {Names(permissions)}.".TrimStart();

        // A query that is no text is refused wherever it is sent.
        List<int> refusals = [StatusCodes.Status400BadRequest];
        if (needsToken)
            refusals.Add(StatusCodes.Status401Unauthorized);
        if (permissions.Count > 0)
            refusals.Add(StatusCodes.Status403Forbidden);
        foreach (var status in refusals)
            (operation.Responses ??= []).TryAdd($"{status}", await ProblemAsync(status, context, cancellationToken));
    }

    private static List<string> PermissionsOf(IEnumerable<object> metadata)
        =>
        [
            .. from policy in metadata.OfType<AuthorizationPolicy>()
               from requirement in policy.Requirements.OfType<ClaimsAuthorizationRequirement>()
               where requirement.ClaimType == Permissions.Claim
               from permission in requirement.AllowedValues ?? []
               select permission,
        ];

    private static string Names(List<string> permissions)
        => $"the permission{(permissions.Count > 1 ? "s" : "")} {string.Join(" and ", permissions.Select(name => $"`{name}`"))}";

    private static OpenApiSecurityRequirement Requirement(Microsoft.OpenApi.OpenApiDocument document, List<string> permissions)
    {
        document.AddComponent(
            Scheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Scheme, BearerFormat = "JWT" });
        return new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = permissions };
    }

    private static async Task<OpenApiResponse> ProblemAsync(
        int status, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), cancellationToken: cancellationToken);
        context.Document!.AddComponent(nameof(ProblemDetails), schema);
        var reference = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document);
        return new()
        {
            Description = ReasonPhrases.GetReasonPhrase(status),
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = reference } },
        };
    }
}
