using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Testing;
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
///         DescribedPath = "/orders", ProtectedPath = "/orders", JsonCall = new(HttpMethod.Post, "/orders") { Headers = ... },
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

    [SkippableFact]
    public async Task It_tells_its_health_to_anyone_in_both_families()
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

    [SkippableFact]
    public async Task It_is_not_ready_while_a_dependency_is_gone_but_lives_on_and_recovers()
    {
        foreach (var dependency in Service.Dependencies)
        {
            await dependency.StopAsync();
            try
            {
                foreach (var path in Readiness)
                    await Eventually.Async(() => AnswersAsync(path, HttpStatusCode.ServiceUnavailable), $"{path} is 503 without {dependency.Name}");
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

    [SkippableFact]
    public async Task It_describes_itself()
    {
        var document = JsonElement.Parse(await Client.GetStringAsync("/openapi/v1.json"));
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(Service.Name, document.GetProperty("info").GetProperty("title").GetString());
        Assert.True(document.GetProperty("paths").TryGetProperty(Service.DescribedPath, out _), $"{Service.DescribedPath} is not described.");
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type").GetString());
    }

    [SkippableFact]
    public async Task An_anonymous_call_is_refused_with_a_problem()
    {
        if (Service.ProtectedPath is not { } path)
            return;

        var response = await Client.GetAsync(path);
        await ProblemAssert.IsProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [SkippableFact]
    public async Task A_good_token_is_taken_and_hostile_ones_are_refused()
    {
        if (Service.ProtectedPath is not { } path)
            return;

        var good = await SendAsync(HttpMethod.Get, path, await fixture.TokenAsync());
        Assert.True(good.IsSuccessStatusCode, $"A good token got {(int)good.StatusCode}.");
        foreach (var (what, token) in HostileTokens.All(Service.Tokens))
        {
            var response = await SendAsync(HttpMethod.Get, path, token);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"A token {what} got {(int)response.StatusCode}.");
        }
    }

    [SkippableFact]
    public async Task An_unknown_route_gets_a_problem()
        => await ProblemAssert.IsProblemAsync(await Client.GetAsync("/there/is/nothing/here"), HttpStatusCode.NotFound, "not-found");

    [SkippableFact]
    public async Task A_body_that_is_not_JSON_gets_a_problem_that_names_the_body()
    {
        var response = await SendJsonAsync("{ \"unfinished\": ");
        if (response is null)
            return;

        var problem = await ProblemAssert.IsProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");
        Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
    }

    [SkippableFact]
    public async Task A_body_of_another_type_is_refused()
    {
        if (await SendJsonAsync("<order/>", "application/xml") is { } response)
            await ProblemAssert.IsProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [SkippableFact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        if (Service.JsonCall is { } call && await SendJsonAsync(new string(' ', call.MaxBodyBytes + 1)) is { } response)
            await ProblemAssert.IsProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [SkippableFact]
    public async Task Its_metrics_are_in_Prometheus_format()
    {
        await Client.GetAsync("/there/is/nothing/here");
        var response = await Client.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());

        var page = PrometheusPage.Read(await response.Content.ReadAsStringAsync());
        Assert.NotEmpty(page.Of("http_server_request_duration_seconds_count"));
        Assert.True(page.Of("process_resident_memory_bytes").Single().Value > 10_000_000);
        Assert.Equal(Service.Name, page.Of("target_info").Single().Labels["service_name"]);
    }

    [SkippableFact]
    public async Task A_request_leaves_a_trace_without_its_query_and_a_probe_leaves_none()
    {
        await Client.GetAsync("/health");
        await Client.GetAsync("/there/is/a/trace?of=private-words");
        await Eventually.Async(() => fixture.Collector.Traces.Contains("/there/is/a/trace", StringComparison.Ordinal), "the trace arrives");

        Assert.Contains(Service.Name, fixture.Collector.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain("private-words", fixture.Collector.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain("/health", fixture.Collector.Traces, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Asked_to_stop_it_finishes_what_it_has_begun()
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

    [SkippableFact]
    public async Task Asked_to_stop_while_it_waits_for_its_database_it_stops_all_the_same()
    {
        var settings = fixture.Settings;
        var databases = settings.Where(setting => Nowhere(setting.Value) is not null).Select(setting => setting.Key).ToList();
        if (databases.Count == 0) return;
        foreach (var database in databases) settings[database] = Nowhere(settings[database])!;
        await using var process = await ServiceProcess.StartUntilAsync(Service.Assembly, settings, WaitingForDatabase());

        process.Terminate();

        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [SkippableFact]
    public async Task Without_a_setting_it_needs_it_stops_at_once_and_names_it()
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
        => connectionString.StartsWith("Host=", StringComparison.Ordinal) ? "Host=127.0.0.1;Port=1;Username=nobody;Password=none;Database=none"
            : connectionString.StartsWith("mongodb://", StringComparison.Ordinal) ? "mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=500"
            : null;

    private static string AsKey(string text) => text.Replace("__", ":", StringComparison.Ordinal);

    private async Task<bool> AnswersAsync(string path, HttpStatusCode status) => (await Client.GetAsync(path)).StatusCode == status;

    private async Task<HttpResponseMessage?> SendJsonAsync(string body, string mediaType = "application/json")
        => Service.JsonCall is { } call
            ? await SendAsync(
                call.Method, call.Path, await fixture.TokenAsync(call.Permissions), new StringContent(body, Encoding.UTF8, mediaType), call.Headers)
            : null;

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string token, HttpContent? content = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            request.Headers.Add(name, value);
        return Client.SendAsync(request);
    }
}
