using Ecommerce.Testing;
using Xunit;

namespace Ecommerce.Conformance;

/// <summary>Runs the service once for the whole suite, with a collector beside it that takes its telemetry.</summary>
public abstract class ConformanceFixture : IAsyncLifetime
{
    private TelemetryCollector? collector;
    private ServiceProcess? process;
    private ServiceUnderTest? service;

    /// <summary>What is tested.</summary>
    public ServiceUnderTest Service => Started(service);

    /// <summary>It, running.</summary>
    public ServiceProcess Process => Started(process);

    /// <summary>Where its telemetry arrives.</summary>
    public TelemetryCollector Collector => Started(collector);

    /// <summary>The service's settings and those that send its telemetry to <see cref="Collector"/>.</summary>
    public Dictionary<string, string> Settings => new(Service.Environment)
    {
        ["OTEL_SERVICE_NAME"] = Service.Name,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
    };

    /// <summary>What is needed and is not here, so that the tests are skipped; null: nothing.</summary>
    protected virtual string? Missing => null;

    /// <summary>Starts what the service depends on and describes the service.</summary>
    protected abstract Task<ServiceUnderTest> StartDependenciesAsync();

    /// <summary>Stops what <see cref="StartDependenciesAsync"/> started.</summary>
    protected abstract Task StopDependenciesAsync();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;

        collector = await TelemetryCollector.StartAsync();
        service = await StartDependenciesAsync();
        process = await ServiceProcess.StartAsync(service.Assembly, Settings);
        // The gateway takes callers without a name for bots.
        process.Client.DefaultRequestHeaders.UserAgent.ParseAdd("conformance/1.0");
        await Eventually.Async(async () => (await process.Client.GetAsync("/health")).IsSuccessStatusCode, $"{service.Name} is ready");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        await StopDependenciesAsync();
        if (collector is not null)
            await collector.DisposeAsync();
    }

    /// <summary>A token that the service takes, with these permissions where it takes them from the authority.</summary>
    public Task<string> TokenAsync(params IEnumerable<string> permissions)
        => Service.SignIn is { } signIn
            ? signIn(Process, [.. permissions])
            : Task.FromResult(Service.Tokens.Issue(Guid.CreateVersion7(), [.. permissions]));

    /// <summary>What is stored, table by table: how much, and a hash of it. Empty where the suite cannot look.</summary>
    public virtual Task<IReadOnlyDictionary<string, string>> ContentsAsync()
        => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    private T Started<T>(T? started)
        where T : class
    {
        if (Missing is { } reason)
            Assert.Skip(reason);
        return started ?? throw new InvalidOperationException("The service has not been started.");
    }
}
