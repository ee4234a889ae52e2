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
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[{\"sku\":\"x\",\"quantity\":\"1\"}]}", "items[0].quantity", "must be a whole "
        + "number in range")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[{\"sku\":\"x\",\"quantity\":99999999999}]}", "items[0].quantity", "must be a "
        + "whole number in range")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"limmit\":{\"to\":1}}", "limmit", "is not a member that is known here")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[{\"sku\":\"x\",\"quantity\":1,\"price\":1}]}", "items[0].price", "is not a "
        + "member that is known here")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"limit\":1e400}", "limit", "must be a number in range")]
    [InlineData("{\"name\":\"a\\u0000\"," + Owner + ",\"items\":[]}", "name", "must not contain U+0000")]
    [InlineData("{\"name\":\"a\\ud800\"," + Owner + ",\"items\":[]}", "name", "must be well-formed Unicode")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"words\":[\"b\",\"\\u0000\"]}", "words[1]", "must not contain U+0000")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"labels\":{\"\\u0000\":\"b\"}}", "labels.\0", "must not contain U+0000")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"at\":\"2026-01-01\"}", "at", "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"at\":\"2026-01-01T00:00:00\"}", "at",
        "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"at\":\"0001-01-01T00:00:00Z\"}", "at",
        "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"at\":\"9999-12-31T23:59:59.9999999Z\"}", "at",
        "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"point\":{\"x\":1}}", "point.unit", "is required")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"point\":{\"unit\":\"m\"}}", "point.x", "is required")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"point\":{\"x\":1,\"unit\":null}}", "point.unit", "must not be null")]
    public async Task Unreadable_body_returns_400_that_names_the_member(string json, string field, string message)
    {
        var problem = await ProblemAssert.IsProblemAsync(
            await edge.PostAsync("/samples/open", json), HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(message, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Theory]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[]}")]
    [InlineData("{\"name\":\"a\"," + Owner + ",\"items\":[],\"note\":null,\"limit\":null}")]
    public async Task Optional_members_may_be_missing(string json)
        => Assert.Equal(HttpStatusCode.OK, (await edge.PostAsync("/samples/open", json)).StatusCode);

    [Theory]
    [InlineData("/samples/guid/abc", "id", "must be a UUID")]
    [InlineData("/samples/page?limit=x", "limit", "must be a whole number in range")]
    [InlineData("/samples/page", "limit", "is required")]
    [InlineData("/samples/page?limit=1&after=a%00b", "after", "must not contain U+0000")]
    public async Task Unreadable_parameter_returns_400_that_names_it(string path, string field, string message)
    {
        var problem = await ProblemAssert.IsProblemAsync(
            await edge.Process.Client.GetAsync(path), HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(message, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Theory]
    [InlineData("from=1.5", "from", "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("from=12:00", "from", "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("from=Nov%2028", "from", "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("from=2026-01-01T00:00:00", "from", "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("from=0001-01-01T00:00:00Z", "from", "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("from=9999-12-31T23:59:59.9999999Z", "from", "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("from=2026-02-30T00:00:00Z", "from", "must be a time (RFC 3339) of 2000 to 2199")]
    [InlineData("day=0", "day", "must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("day=101", "day", "must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("day=Monday,Friday", "day", "must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("open=1", "open", "must be true or false")]
    [InlineData("open=%20true", "open", "must be true or false")]
    [InlineData("price=1,5", "price", "must be a number in range")]
    [InlineData("price=1&price=5", "price", "must be a number in range")]
    [InlineData("on=1/2/2026", "on", "must be a date (YYYY-MM-DD)")]
    [InlineData("id={0199c0de-0000-7000-8000-000000000000}", "id", "must be a UUID")]
    [InlineData("count=%201", "count", "must be a whole number in range")]
    public async Task Loosely_written_parameter_returns_400_that_names_it(string query, string field, string message)
    {
        var problem = await ProblemAssert.IsProblemAsync(
            await edge.Process.Client.GetAsync($"/samples/filter?{query}"), HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(message, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Theory]
    [InlineData("from=2026-01-01T00:00:00Z&day=Monday&open=true&price=-1.5&on=2026-02-01&count=3")]
    [InlineData("from=2026-01-01T00:00:00.1234567%2B02:00&id=0199c0de-0000-7000-8000-000000000000")]
    [InlineData("unknown=12:00")]
    public async Task Well_written_parameters_are_taken(string query)
        => Assert.Equal(HttpStatusCode.OK, (await edge.Process.Client.GetAsync($"/samples/filter?{query}")).StatusCode);

    [Theory]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/merge-patch+json; charset=iso-8859-1")]
    public async Task JSON_in_another_charset_than_utf_8_returns_415_that_names_the_header(string contentType)
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        var problem = await ProblemAssert.IsProblemAsync(
            await edge.Process.Client.PostAsync("/samples/open", content), HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal("must have no charset but utf-8", problem.GetProperty("errors").GetProperty("Content-Type")[0].GetString());
    }

    [Fact]
    public async Task Invalid_UTF_8_returns_400_that_names_the_member()
    {
        var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json") { CharSet = "\"UTF-8\"" };
        var problem = await ProblemAssert.IsProblemAsync(
            await edge.Process.Client.PostAsync("/samples/open", content), HttpStatusCode.BadRequest, "invalid-request");
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty("name").EnumerateArray());
    }

    [Fact]
    public async Task Unsupported_method_returns_405_to_anonymous_callers()
        => await ProblemAssert.IsProblemAsync(
            await edge.Process.Client.DeleteAsync("/samples/open"), HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    [Theory]
    [InlineData("/samples/open", HttpStatusCode.OK)]
    [InlineData("/samples/me", HttpStatusCode.Unauthorized)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    public async Task HEAD_returns_the_headers_of_GET_without_a_body(string path, HttpStatusCode status)
    {
        var get = await edge.Process.Client.GetAsync(path);
        var head = await edge.Process.Client.SendAsync(new(HttpMethod.Head, path));

        Assert.Equal((status, status), (get.StatusCode, head.StatusCode));
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Response_about_a_person_is_not_stored_and_one_to_anybody_may_be()
    {
        var token = edge.Tokens.Issue(Guid.CreateVersion7(), Permissions.ProductsWrite);
        var own = await edge.SendAsync(HttpMethod.Get, "/samples/me", token);
        var known = await edge.SendAsync(HttpMethod.Get, "/samples/opened", token);
        var changed = await edge.PostAsync("/samples/open", "{\"name\":\"a\"," + Owner + ",\"items\":[]}");
        var anybody = await edge.Process.Client.GetAsync("/samples/open");

        Assert.All([own, known, changed], response => Assert.Equal("no-store", response.Headers.CacheControl?.ToString()));
        Assert.Equal((HttpStatusCode.OK, null), (anybody.StatusCode, anybody.Headers.CacheControl));
    }

    [Theory]
    [InlineData("/samples/fault", "InvalidOperationException")]
    [InlineData("/samples/fault?stored=true", "JsonException")]
    public async Task Unhandled_exception_is_logged_and_hidden_from_the_caller(string path, string exception)
    {
        var response = await edge.Process.Client.GetAsync(path);
        Assert.DoesNotContain("a secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await ProblemAssert.IsProblemAsync(response, HttpStatusCode.InternalServerError, "internal-error");
        await Testing.Eventually.Async(
            () => edge.Process.Output.Contains($"{exception}: a secret", StringComparison.Ordinal), "the fault is logged");
    }

    [Fact]
    public async Task Timed_out_request_returns_a_problem()
        => await ProblemAssert.IsProblemAsync(
            await edge.Process.Client.GetAsync("/samples/endless"), HttpStatusCode.GatewayTimeout, "timeout");

    [Fact]
    public async Task Error_is_a_problem_document_for_any_Accept_header()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/nothing");
        request.Headers.Accept.ParseAdd("text/event-stream");
        await ProblemAssert.IsProblemAsync(await edge.Process.Client.SendAsync(request), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Unavailable_dependency_returns_503_with_Retry_After()
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
    public async Task Large_response_is_compressed_and_no_response_names_the_server()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.AcceptEncoding.ParseAdd("br");
        var response = await edge.Process.Client.SendAsync(request);
        Assert.Equal("br", response.Content.Headers.ContentEncoding.Single());
        Assert.Empty(response.Headers.Server);
    }
}
