using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Conformance.Fuzzing;
using Ecommerce.Conformance.OpenApi;
using Ecommerce.Testing;
using Npgsql;
using Xunit;

namespace Ecommerce.Conformance;

/// <summary>
/// What every service has at its edge, seen from outside. A service's test project inherits all of it:
/// <code>
/// public sealed class OrderConformance(OrderFixture fixture) : ServiceConformance&lt;OrderFixture&gt;(fixture);
///
/// public sealed class OrderFixture : ConformanceFixture
/// {
///     protected override async Task&lt;ServiceUnderTest&gt; StartDependenciesAsync() =&gt; new("order-service", "Ecommerce.OrderService")
///     {
///         Environment = ..., Tokens = ..., Dependencies = [postgres, kafka], RequiredSetting = "ConnectionStrings__orders",
///         DescribedPath = "/orders", Protected = new("/orders"), JsonCall = new(HttpMethod.Post, "/orders") { Headers = ... },
///     };
///     protected override Task StopDependenciesAsync() =&gt; ...
/// }
/// </code>
/// </summary>
public abstract partial class ServiceConformance<TFixture>(TFixture fixture) : IClassFixture<TFixture>
    where TFixture : ConformanceFixture
{
    private static readonly string[] Readiness = ["/health", "/v1/check/readiness"];
    private static readonly string[] Liveness = ["/alive", "/v1/check/liveness"];

    private ServiceUnderTest Service => fixture.Service;

    private HttpClient Client => fixture.Process.Client;

    [Fact]
    public async Task Health_is_public_over_IPv4_and_IPv6()
    {
        foreach (var path in Readiness.Concat(Liveness))
        {
            var response = await Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var report = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            Assert.Equal(Readiness.Contains(path) ? Service.Readiness : "Healthy", report.GetProperty("status").GetString());
            Assert.NotEmpty(report.GetProperty("checks").EnumerateObject());
        }
    }

    [Fact]
    public async Task Missing_dependency_fails_readiness_but_not_liveness()
    {
        foreach (var dependency in Service.Dependencies)
        {
            await dependency.StopAsync();
            try
            {
                foreach (var path in Readiness)
                    await Eventually.Async(
                        () => AnswersAsync(path, HttpStatusCode.ServiceUnavailable), $"{path} is 503 without {dependency.Name}");
                foreach (var path in Liveness)
                    Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync(path)).StatusCode);
            }
            finally
            {
                await dependency.StartAsync();
            }

            await Eventually.Async(
                () => AnswersAsync("/health", HttpStatusCode.OK), $"it is ready again with {dependency.Name}", TimeSpan.FromSeconds(60));
        }
    }

    [Fact]
    public async Task OpenAPI_document_is_served()
    {
        var document = JsonElement.Parse(await Client.GetStringAsync("/openapi/v1.json"));
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(Service.Name, document.GetProperty("info").GetProperty("title").GetString());
        Assert.True(
            document.GetProperty("paths").TryGetProperty(Service.DescribedPath, out _), $"{Service.DescribedPath} is not described.");
        if (Service.Protected.RefusesAnonymous)
            Assert.Equal(
                "http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer")
                    .GetProperty("type").GetString());
    }

    [Fact]
    public async Task OpenAPI_document_passes_the_linter()
    {
        var findings = DocumentLinter.Findings(await Client.GetStringAsync("/openapi/v1.json"));
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task OpenAPI_document_says_which_members_of_a_body_are_required()
    {
        var audit = new MemberAudit(fixture.Process, await fixture.TokenAsync(ServiceUnderTest.AllPermissions));
        Assert.Equal([], await audit.FindWronglyOptionalAsync());
    }

    [Fact]
    public async Task OpenAPI_document_has_only_members_that_the_documentation_names()
    {
        var audit = new MemberAudit(fixture.Process, await fixture.TokenAsync());
        Assert.SkipWhen(Service.Name == "sample-service", "It is not documented.");
        Assert.Equal("", string.Join(", ", await audit.FindUndocumentedAsync()));
    }

    [Fact]
    public async Task OpenAPI_document_says_which_operation_needs_a_token_and_which_permission()
    {
        var findings = await new SecurityAudit(fixture.Process, fixture.TokenAsync).FindAsync();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task Anonymous_call_returns_401_with_a_problem()
    {
        var response = await Client.GetAsync(Service.Protected.Path);
        if (!Service.Protected.RefusesAnonymous)
        {
            Assert.Equal(Service.Protected.Accepted, response.StatusCode);
            return;
        }

        await ProblemAssert.IsProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Valid_token_is_accepted_and_forged_ones_return_401()
    {
        var (path, permissions) = Service.Protected;
        var good = await SendAsync(HttpMethod.Get, path, await fixture.TokenAsync(permissions));
        Assert.Equal(Service.Protected.Accepted, good.StatusCode);
        foreach (var (what, token) in HostileTokens.All(Service.Tokens))
        {
            var response = await SendAsync(HttpMethod.Get, path, token);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"A token {what} got {(int)response.StatusCode}.");
        }
    }

    [Fact]
    public async Task Unknown_route_returns_a_problem()
        => await ProblemAssert.IsProblemAsync(await Client.GetAsync("/there/is/nothing/here"), HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task Malformed_json_returns_a_problem_that_names_the_body()
    {
        var response = await SendJsonAsync("{ \"unfinished\": ");
        var problem = await ProblemAssert.IsProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");
        Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
    }

    [Fact]
    public async Task Hostile_request_returns_a_problem_that_names_the_member_and_writes_nothing()
    {
        var token = await fixture.TokenAsync(ServiceUnderTest.AllPermissions);
        var fuzzer = new Fuzzer(fixture.Process, token, Service.JsonCall?.MaxBodyBytes ?? 1024 * 1024);
        var before = await fixture.ContentsAsync();

        await fuzzer.RunAsync();

        Console.WriteLine(
            $"{Service.Name}: {fuzzer.Requests} hostile requests to {fuzzer.Operations} operations, {fuzzer.Findings.Count} findings");
        Assert.True(fuzzer.Findings.Count == 0, string.Join('\n', fuzzer.Findings.Order(StringComparer.Ordinal).Take(100)));
        Assert.Equal(before, await fixture.ContentsAsync());
    }

    [Fact]
    public async Task Body_of_another_type_returns_415()
    {
        var response = await SendJsonAsync("<order/>", "application/xml");
        await ProblemAssert.IsProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task Oversized_body_returns_413()
    {
        var response = await SendJsonAsync(new string(' ', JsonCall.MaxBodyBytes + 1));
        await ProblemAssert.IsProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task Metrics_are_in_Prometheus_format()
    {
        await Client.GetAsync("/there/is/nothing/here");
        var response = await Client.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());

        var page = PrometheusPage.Read(await response.Content.ReadAsStringAsync());
        Assert.NotEmpty(page.Of("http_server_request_duration_seconds_count"));
        Assert.True(page.Of("process_resident_memory_bytes").Single().Value > 10_000_000);
        Assert.Equal(Service.Name, page.Of("target_info").Single().Labels["service_name"]);
    }

    [Fact]
    public async Task Request_is_traced_without_its_query_and_a_probe_is_not_traced()
    {
        await Client.GetAsync("/health");
        await Client.GetAsync("/there/is/a/trace?of=private-words");
        await Eventually.Async(() => fixture.Collector.Traces.Contains("/there/is/a/trace", StringComparison.Ordinal), "the trace arrives");

        Assert.Contains(Service.Name, fixture.Collector.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain("private-words", fixture.Collector.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain("/health", fixture.Collector.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_of_PostgreSQL_name_the_database_of_the_service()
    {
        var databases = Service.Environment.Values.Where(value => value.StartsWith("Host=", StringComparison.Ordinal))
            .Select(value => new NpgsqlConnectionStringBuilder(value).Database!).ToList();
        Assert.SkipWhen(databases.Count == 0, $"{Service.Name} has no database of PostgreSQL.");
        var (path, permissions) = Service.Protected;

        await SendAsync(HttpMethod.Get, path, await fixture.TokenAsync(permissions));

        await Eventually.Async(() => fixture.Collector.ValuesOf("db.namespace").Count > 0, "a span of the database arrives");
        Assert.Equal(databases, fixture.Collector.ValuesOf("db.namespace"));
    }

    [Fact]
    public async Task Shutdown_finishes_running_requests()
    {
        await using var process = await ServiceProcess.StartAsync(Service.Assembly, fixture.Settings);
        if (Service.JsonCall is { } call)
        {
            await Eventually.Async(async () => (await process.Client.GetAsync("/health")).IsSuccessStatusCode, "it is ready");
            using var begun = await SlowRequest.BeginAsync(process.Address, call, await fixture.TokenAsync(call.Permissions));
            process.Terminate();
            await Eventually.Async(() => process.Output.Contains("shutting down", StringComparison.Ordinal), "it begins to stop");
            Assert.InRange(await begun.FinishAsync(), 200, 499);
        }
        else
        {
            process.Terminate();
        }

        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task Shutdown_while_the_database_is_unavailable_completes()
    {
        var settings = fixture.Settings;
        var databases = settings.Where(setting => Nowhere(setting.Value) is not null).Select(setting => setting.Key).ToList();
        Assert.SkipWhen(databases.Count == 0, $"{Service.Name} has no database.");
        foreach (var database in databases) settings[database] = Nowhere(settings[database])!;
        await using var process = await ServiceProcess.StartUntilAsync(Service.Assembly, settings, WaitingForDatabase());

        process.Terminate();

        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task Missing_required_setting_stops_the_start_and_is_named()
    {
        var settings = fixture.Settings;
        settings.Remove(Service.RequiredSetting);

        var (exitCode, output) = await ServiceProcess.RunToEndAsync(Service.Assembly, settings);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(AsKey(Service.RequiredSetting), AsKey(output), StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("Waiting for the database of ")]
    private static partial Regex WaitingForDatabase();

    /// <summary>A database of the same kind that is not there; null where it is none.</summary>
    private static string? Nowhere(string connectionString)
        => connectionString.StartsWith("Host=", StringComparison.Ordinal)
            ? "Host=127.0.0.1;Port=1;Username=nobody;Password=none;Database=none"
            : connectionString.StartsWith("mongodb://", StringComparison.Ordinal)
                ? "mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=500"
            : null;

    private static string AsKey(string text) => text.Replace("__", ":", StringComparison.Ordinal);

    private async Task<bool> AnswersAsync(string path, HttpStatusCode status) => (await Client.GetAsync(path)).StatusCode == status;

    private JsonCall JsonCall
    {
        get
        {
            Assert.SkipWhen(Service.JsonCall is null, $"{Service.Name} takes no body of its own.");
            return Service.JsonCall;
        }
    }

    private async Task<HttpResponseMessage> SendJsonAsync(string body, string mediaType = "application/json")
    {
        var call = JsonCall;
        return await SendAsync(
            call.Method, call.Path, await fixture.TokenAsync(call.Permissions), new StringContent(body, Encoding.UTF8, mediaType),
            call.Headers);
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string token, HttpContent? content = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // A refusal may come before the body is sent, and closes the connection under it.
        request.Headers.ExpectContinue = content is not null;
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            request.Headers.Add(name, value);
        return Client.SendAsync(request);
    }
}
