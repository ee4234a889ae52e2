using System.Net.Http.Json;
using System.Text.Json;

namespace Ecommerce.AspireLite.Tests.Running;

public sealed class RunningApplicationTests(RunningSample sample) : IClassFixture<RunningSample>
{
    [Fact]
    public void What_waits_starts_after_what_it_waits_for_is_healthy()
    {
        Assert.All(sample.HeldBack.Where(r => r.DisplayName == "front"), front =>
        {
            Assert.Equal("Waiting", front.State);
            Assert.DoesNotContain("executable.pid", front.Properties.Keys);
            Assert.Contains("server", front.WaitsFor);
            Assert.Equal(["resource-start"], front.Commands);
        });
        Assert.Equal(2, sample.HeldBack.Count(r => r.DisplayName == "front"));
        Assert.True(sample.ServerWasHealthyInTime);
    }

    [Fact]
    public void What_waits_for_completion_starts_after_the_job_has_ended()
    {
        Assert.Equal("Finished", sample.One("job").State);
        Assert.Equal(0, sample.One("job").ExitCode);
        Assert.Equal("Running", sample.One("after").State);
    }

    [Fact]
    public async Task Replicas_are_processes_of_their_own_behind_one_port()
    {
        var replicas = sample.Of("front");
        Assert.Equal(replicas[0].Urls, replicas[1].Urls);

        var seen = new HashSet<int>();
        await sample.UntilAsync(() =>
        {
            using var client = new HttpClient();
            seen.Add(int.Parse(client.GetStringAsync($"{replicas[0].Urls.Single()}/process").GetAwaiter().GetResult(), null));
            return seen.Count == 2;
        });
        Assert.Equal(replicas.Select(r => r.Pid).Order(), seen.Order());
    }

    [Fact]
    public async Task A_service_is_told_where_it_listens_whom_it_may_call_and_where_telemetry_goes()
    {
        var told = await GetAsync("/environment").ReadAsync<Dictionary<string, string>>();

        Assert.StartsWith("http://localhost:", told["ASPNETCORE_URLS"], StringComparison.Ordinal);
        Assert.NotEqual(sample.Of("front")[0].Urls.Single(), told["ASPNETCORE_URLS"]);
        Assert.Equal("Development", told["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal(sample.One("server").Urls.Single(), told["services__server__http__0"]);
        Assert.Equal("Host=localhost;Password=s3cret", told["ConnectionStrings__store"]);
        Assert.Equal("hello", told["GREETING"]);
        Assert.Equal("front", told["OTEL_SERVICE_NAME"]);
        Assert.Equal("grpc", told["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.StartsWith("x-otlp-api-key=", told["OTEL_EXPORTER_OTLP_HEADERS"], StringComparison.Ordinal);
        Assert.Equal(["--colour", "green"], await GetAsync("/arguments").ReadAsync<string[]>());
    }

    [Fact]
    public async Task A_replica_names_itself_in_telemetry_as_the_dashboard_names_it()
    {
        var told = await GetAsync("/environment").ReadAsync<Dictionary<string, string>>();
        var instance = told["OTEL_RESOURCE_ATTRIBUTES"].Replace("service.instance.id=", "", StringComparison.Ordinal);
        Assert.Contains($"front-{instance}", sample.Of("front").Select(r => r.Name));
    }

    [Fact]
    public void Everything_of_the_model_is_shown_and_secrets_are_marked()
    {
        Assert.Equal("Parameter", sample.One("password").Type);
        Assert.Equal(1, sample.One("password").Properties["Value"].Number(4));
        Assert.Equal(0, sample.One("greeting").Properties["Value"].Number(4));
        Assert.Equal("hello", sample.One("greeting").Properties["Value"].Messages(3).Single().Text(3));
        Assert.Equal(1, sample.One("store").Properties["resource.connectionString"].Number(4));
        Assert.Equal("Project", sample.One("server").Type);
        Assert.Equal("Executable", sample.One("job").Type);
        Assert.True(sample.One("aspire-dashboard").IsHidden);
        Assert.Equal("FailedToStart", sample.One("broken").State);
    }

    [Fact]
    public async Task A_restarted_resource_runs_anew_and_its_console_goes_on()
    {
        var before = sample.One("server");
        Assert.Contains("resource-restart", before.Commands);
        using var reading = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var console = ReadUntilAsync(before.Name, lines => lines.Count(l => l.Contains(" is up", StringComparison.Ordinal)) == 2, reading.Token);

        await ExecuteAsync("resource-restart", before);
        await sample.UntilAsync(() => sample.One("server").IsHealthy && sample.One("server").Pid != before.Pid);

        Assert.Contains(await console, line => line.EndsWith($"stub {before.Pid} complains", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_resource_can_be_started_again()
    {
        var after = sample.One("after");
        await ExecuteAsync("resource-stop", after);
        await sample.UntilAsync(() => sample.One("after").Commands is ["resource-start"]);
        Assert.False(Directory.Exists($"/proc/{after.Pid}"));

        await ExecuteAsync("resource-start", after);
        await sample.UntilAsync(() => sample.One("after") is { State: "Running" } again && again.Pid != after.Pid);
    }

    [Fact]
    public async Task An_unknown_command_fails_and_says_so()
    {
        var (status, answer) = await sample.Dashboard.CallAsync("ExecuteResourceCommand", (1, "resource-explode"), (2, sample.One("server").Name));
        Assert.Equal("0", status);
        Assert.Equal(2, answer!.Number(1));
        Assert.Contains("resource-explode", answer.Text(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resource_service_refuses_a_caller_without_the_key()
    {
        using var stranger = new GrpcClient(new Uri($"http://localhost:{sample.Host.ResourceServicePort}"), "guess");
        var (status, answer) = await stranger.CallAsync("GetApplicationInformation");
        Assert.Equal("16", status);
        Assert.Null(answer);
    }

    [Fact]
    public async Task The_dashboard_announces_its_login_and_answers_for_telemetry()
    {
        await sample.UntilAsync(() => sample.Host.Output.Contains("Login to the dashboard at", StringComparison.Ordinal));
        Assert.Contains($"http://localhost:{sample.Host.FrontendPort}/login?t={sample.Host.Key}", sample.Host.Output, StringComparison.Ordinal);

        using var client = new HttpClient();
        var resources = await client.GetFromJsonAsync<JsonElement>($"http://localhost:{sample.Host.FrontendPort}/api/telemetry/resources");
        Assert.Equal(JsonValueKind.Array, resources.ValueKind);
    }

    private async Task ExecuteAsync(string command, WatchedResource resource)
    {
        var (status, answer) = await sample.Dashboard.CallAsync("ExecuteResourceCommand", (1, command), (2, resource.Name), (3, resource.Type));
        Assert.Equal("0", status);
        Assert.True(answer!.Number(1) == 1, answer.Text(2));
    }

    private async Task<IReadOnlyList<string>> ReadUntilAsync(string name, Func<List<string>, bool> enough, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await foreach (var update in sample.Dashboard.StreamAsync("WatchResourceConsoleLogs", [(1, name)], cancellationToken))
        {
            lines.AddRange(update.Messages(1).Select(l => l.Text(1)));
            if (enough(lines)) break;
        }

        return lines;
    }

    private StubAnswer GetAsync(string path) => new($"{sample.Of("front")[0].Urls.Single()}{path}");

    private sealed record StubAnswer(string Url)
    {
        public async Task<T> ReadAsync<T>()
        {
            using var client = new HttpClient();
            return (await client.GetFromJsonAsync<T>(Url))!;
        }
    }
}
