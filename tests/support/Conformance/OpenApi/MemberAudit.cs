using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Conformance.OpenApi;

/// <summary>Holds what the document says of members against what the service does and against <c>docs/http-api.md</c>.</summary>
/// <param name="token">Of a caller whom every operation lets in.</param>
internal sealed class MemberAudit(ServiceProcess process, string token)
{
    /// <summary>Members of bodies that are required although the document says that they may be left out.</summary>
    public async Task<IReadOnlyList<string>> FindWronglyOptionalAsync()
    {
        var document = await ReadAsync();
        var findings = new List<string>();
        foreach (var operation in document.Operations)
        {
            if (operation is not { Body.Schema: { } schema, IsMergePatch: false })
                continue;
            var required = document.Resolve(schema).Required.ToHashSet();
            // Where none is required, the empty body would be acted on.
            if (required.Count > 0)
                findings.AddRange((await FindMissedAsync(operation)).Except(required).Select(name => $"{operation}: {name} is required"));
        }

        return findings;
    }

    /// <summary>Members of schemas that the documentation does not name.</summary>
    public async Task<IReadOnlyList<string>> FindUndocumentedAsync()
    {
        var words = new HashSet<string>(
            (await File.ReadAllTextAsync(Repository.PathOf("docs", "http-api.md"))).Split(
                [.. " \n`{}[](),.:;|?&=/\"'<>!*"], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        return [.. (await ReadAsync()).MemberNames.Where(name => !words.Contains(name))];
    }

    private async Task<ApiDocument> ReadAsync()
        => new(JsonNode.Parse(await process.Client.GetStringAsync("/openapi/v1.json"))!);

    private async Task<IEnumerable<string>> FindMissedAsync(ApiOperation operation)
    {
        using var request = new HttpRequestMessage(new(operation.Method), operation.PathWith());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent("{}", new MediaTypeHeaderValue(operation.Body!.Value.MediaType));
        using var response = await process.Client.SendAsync(request);
        if (response.StatusCode is not HttpStatusCode.BadRequest)
            return [];
        var errors = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!.AsObject();
        return errors.Where(error => error.Value!.AsArray().Any(message => (string)message! == "is required")).Select(error => error.Key);
    }
}
