using System.Text.Json.Nodes;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>What the document of the smallest service says.</summary>
public sealed class OpenApiTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    [Theory]
    [InlineData("/samples/open", "get", "[]")]
    [InlineData("/samples/opened", "get", "[]")]
    [InlineData("/samples/me", "get", """[{"bearer":[]}]""")]
    [InlineData("/samples", "post", """[{"bearer":["products:write"]}]""")]
    public async Task Security_of_an_operation_is_that_of_its_endpoint(string path, string method, string expected)
        => Assert.Equal(expected, (await OperationAsync(path, method))["security"]!.ToJsonString());

    [Theory]
    [InlineData("/samples/open", "200 400")]
    [InlineData("/samples/me", "200 400 401")]
    [InlineData("/samples", "200 400 401 403", "post")]
    public async Task Refusals_of_an_operation_are_documented(string path, string expected, string method = "get")
    {
        var responses = (await OperationAsync(path, method))["responses"]!.AsObject();
        Assert.Equal(expected, string.Join(' ', responses.Select(response => response.Key).Order()));
        Assert.All(responses.Where(response => response.Key[0] == '4'), refusal => Assert.Equal(
            "#/components/schemas/ProblemDetails", (string?)refusal.Value!["content"]!["application/problem+json"]!["schema"]!["$ref"]));
    }

    [Fact]
    public async Task Description_names_the_permission()
        => Assert.Equal("Needs the permission `products:write`.", (string?)(await OperationAsync("/samples", "post"))["description"]);

    [Fact]
    public async Task Problem_has_the_members_that_refusals_have()
    {
        var members = (await ReadAsync())["components"]!["schemas"]!["ProblemDetails"]!["properties"]!.AsObject();
        Assert.Equal(["detail", "errors", "status", "title", "traceId", "type"], members.Select(member => member.Key).Order());
    }

    [Fact]
    public async Task Body_requires_what_must_not_be_left_out()
    {
        var schema = (await ReadAsync())["components"]!["schemas"]!["SampleRequest"]!;
        Assert.Equal(["items", "name", "owner"], schema["required"]!.AsArray().Select(name => (string)name!).Order());
    }

    private async Task<JsonNode> OperationAsync(string path, string method) => (await ReadAsync())["paths"]![path]![method]!;

    private async Task<JsonNode> ReadAsync() => JsonNode.Parse(await edge.Process.Client.GetStringAsync("/openapi/v1.json"))!;
}
