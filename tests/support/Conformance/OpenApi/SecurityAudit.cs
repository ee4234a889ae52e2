using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Conformance.OpenApi;

/// <summary>
/// Holds what the document says of tokens and permissions against what the service does. Bodies are malformed, so that nothing comes of a
/// caller who is let in.
/// </summary>
/// <param name="tokenWith">Gets a token with these permissions and no others.</param>
internal sealed class SecurityAudit(ServiceProcess process, Func<IReadOnlyList<string>, Task<string>> tokenWith)
{
    /// <summary>Operations whose document says another thing than the service does, and what.</summary>
    public async Task<IReadOnlyList<string>> FindAsync()
    {
        var document = new ApiDocument(JsonNode.Parse(await process.Client.GetStringAsync("/openapi/v1.json"))!);
        var findings = new List<string>();
        foreach (var operation in document.Operations)
            findings.AddRange((await FindAsync(operation)).Select(finding => $"{operation}: {finding}"));
        return findings;
    }

    private async Task<IReadOnlyList<string>> FindAsync(ApiOperation operation)
    {
        var permissions = operation.Permissions;
        var findings = new List<string>();
        Check(HttpStatusCode.Unauthorized, operation.NeedsToken, await SendAsync(operation, null), "an anonymous caller");
        Check(HttpStatusCode.Forbidden, permissions.Count > 0, await SendAsync(operation, await tokenWith([])), "one without permissions");
        // What takes no body would be done.
        if (operation.Method == "GET" || operation.Body is not null)
            Check(HttpStatusCode.Forbidden, false, await SendAsync(operation, await tokenWith(permissions)), "one with what is named");
        if (permissions.Any(permission => !operation.Text.Contains($"`{permission}`", StringComparison.Ordinal)))
            findings.Add("the description does not name the permission");
        return findings;

        void Check(HttpStatusCode status, bool expected, HttpStatusCode actual, string caller)
        {
            if (expected != (actual == status))
                findings.Add($"{caller} got {(int)actual}, which the security requirement does not say");
            if (expected && !operation.Documents(status))
                findings.Add($"{(int)status} is not among the responses");
        }
    }

    private async Task<HttpStatusCode> SendAsync(ApiOperation operation, string? token)
    {
        using var request = new HttpRequestMessage(new(operation.Method), operation.PathWith());
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (operation.Body is { } body)
            request.Content = new StringContent("{", new MediaTypeHeaderValue(body.MediaType));
        using var response = await process.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}
