using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.UserService.Tests.Api;

internal static class Json
{
    public static async Task<JsonNode> ReadAsync(this HttpResponseMessage response)
        => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>The answer's body, where it has the status that the test expects.</summary>
    public static async Task<JsonNode> ReadAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status)
    {
        using var response = await answer;
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} in place of {(int)status}: {body}");
        return JsonNode.Parse(body)!;
    }

    /// <summary>The last part of a problem's type.</summary>
    public static async Task<string> ProblemAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status)
    {
        using var response = await answer;
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.ReadAsync();
        Assert.NotEmpty(problem["traceId"]!.GetValue<string>());
        return problem["type"]!.GetValue<string>().Replace("urn:ecommerce:problem:", "", StringComparison.Ordinal);
    }

    /// <summary>The fields that a 400 names.</summary>
    public static async Task<string[]> WrongFieldsAsync(this Task<HttpResponseMessage> answer)
    {
        var problem = await answer.ReadAsync(HttpStatusCode.BadRequest);
        return [.. problem["errors"]!.AsObject().Select(error => error.Key)];
    }

    public static string Text(this JsonNode node, string member) => node[member]!.GetValue<string>();
}
