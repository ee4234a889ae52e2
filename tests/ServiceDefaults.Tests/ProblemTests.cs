using System.Net;
using Ecommerce.Conformance;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class ProblemTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private const string Owner = "\"owner\":\"019aa8a5-0000-7000-8000-000000000000\"";

    [Theory]
    [InlineData("", "body", "is required")]
    [InlineData("null", "body", "is required")]
    [InlineData("[]", "body", "must be an object")]
    [InlineData("{", "body", "is not valid JSON (line 1, byte 2)")]
    [InlineData("{" + Owner + ",\"items\":[]}", "name", "is required")]
    [InlineData("{\"name\":null," + Owner + ",\"items\":[]}", "name", "must not be null")]
    [InlineData("{\"name\":1," + Owner + ",\"items\":[]}", "name", "must be a string")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"," + Owner + ",\"items\":[]}", "name", "is given twice")]
    [InlineData("{\"name\":\"\"," + Owner + ",\"items\":[]}", "name", "must have 1 to 50 characters")]
    [InlineData("{\"name\":\"a\",\"owner\":\"me\",\"items\":[]}", "owner", "must be a UUID")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":{}}", "items", "must be an array")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[null]}", "items", "must not be null")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[{\"sku\":\"x\"}]}", "items[0].quantity", "is required")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[{\"sku\":\"x\",\"quantity\":\"1\"}]}", "items[0].quantity", "must be a whole number in range")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[{\"sku\":\"x\",\"quantity\":99999999999}]}", "items[0].quantity", "must be a whole number in range")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"limit\":1e400}", "limit", "must be a number in range")]
    public async Task A_body_that_cannot_be_read_names_the_member_and_what_it_should_be(string json, string field, string message)
    {
        var problem = await ProblemAssert.IsProblemAsync(await edge.PostAsync("/samples/open", json), HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(message, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Theory]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[]}")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"note\":null,\"limit\":null}")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"unknown\":{\"to\":\"us\"}}")]
    public async Task What_may_be_null_may_be_left_out_and_what_is_unknown_is_passed_over(string json)
        => Assert.Equal(HttpStatusCode.OK, (await edge.PostAsync("/samples/open", json)).StatusCode);

    [Theory]
    [InlineData("/samples/guid/abc", "id", "must be a UUID")]
    [InlineData("/samples/page?limit=x", "limit", "must be a whole number")]
    [InlineData("/samples/page", "limit", "is required")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string field, string message)
    {
        var problem = await ProblemAssert.IsProblemAsync(await edge.Process.Client.GetAsync(path), HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(message, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Fact]
    public async Task A_method_that_a_route_lacks_is_refused_even_to_anonymous_callers()
        => await ProblemAssert.IsProblemAsync(await edge.Process.Client.DeleteAsync("/samples/open"), HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    [Fact]
    public async Task A_fault_tells_nothing_to_the_caller_and_all_to_the_log()
    {
        var response = await edge.Process.Client.GetAsync("/samples/fault");
        Assert.DoesNotContain("a secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await ProblemAssert.IsProblemAsync(response, HttpStatusCode.InternalServerError, "internal-error");
        await Testing.Eventually.Async(() => edge.Process.Output.Contains("InvalidOperationException: a secret", StringComparison.Ordinal), "the fault is logged");
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_ended_with_a_problem()
        => await ProblemAssert.IsProblemAsync(await edge.Process.Client.GetAsync("/samples/endless"), HttpStatusCode.GatewayTimeout, "timeout");

    [Fact]
    public async Task A_refusal_is_a_problem_document_whatever_the_caller_accepts()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/nothing");
        request.Headers.Accept.ParseAdd("text/event-stream");
        await ProblemAssert.IsProblemAsync(await edge.Process.Client.SendAsync(request), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Another_services_outage_is_a_503_that_says_when_to_come_back()
    {
        edge.Neighbour.Answer = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        var response = await edge.Process.Client.GetAsync("/samples/neighbour");
        await ProblemAssert.IsProblemAsync(response, HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_large_answer_is_compressed_and_no_answer_names_the_server()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.AcceptEncoding.ParseAdd("br");
        var response = await edge.Process.Client.SendAsync(request);
        Assert.Equal("br", response.Content.Headers.ContentEncoding.Single());
        Assert.Empty(response.Headers.Server);
    }
}
