using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Ecommerce.Conformance;

/// <summary>What every refusal must look like.</summary>
public static partial class ProblemAssert
{
    /// <summary>Fails unless <paramref name="response"/> is a problem document of this project.</summary>
    /// <returns>The document.</returns>
    public static async Task<JsonElement> IsProblemAsync(HttpResponseMessage response, HttpStatusCode status, string name)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"Expected {(int)status}, got {(int)response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);

        var problem = JsonElement.Parse(body);
        Assert.Equal($"urn:ecommerce:problem:{name}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.Matches(TraceId(), problem.GetProperty("traceId").GetString());
        return problem;
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex TraceId();
}
