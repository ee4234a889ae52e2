using System.Collections.Concurrent;
using System.Diagnostics;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.FeatureManagement;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class FeatureFlagTests : IDisposable
{
    private readonly FlagFolder folder = new();
    private readonly Complaints complaints = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Flag_without_a_setting_has_its_default()
    {
        using var service = Service([]);
        Assert.True(await IsOnAsync(service, FeatureFlags.NewCheckoutFlow));
        Assert.True(await IsOnAsync(service, FeatureFlags.InventoryTracking));
        Assert.False(await IsOnAsync(service, FeatureFlags.RecommendationsEngine));
        Assert.False(await IsOnAsync(service, FeatureFlags.SocialLogin));
        Assert.False(await IsOnAsync(service, "NO_SUCH_FLAG"));
        Assert.Empty(complaints.All);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData(" true\n", true)]
    [InlineData("False", false)]
    [InlineData("", false)]
    public async Task Flag_has_the_value_of_its_setting(string value, bool expected)
    {
        using var service = Service(new() { [FeatureFlags.SocialLogin] = value });
        Assert.Equal(expected, await IsOnAsync(service, FeatureFlags.SocialLogin));
    }

    [Fact]
    public async Task Malformed_flag_is_logged_once_and_has_its_default()
    {
        using var service = Service(new() { [FeatureFlags.InventoryTracking] = "yes", [FeatureFlags.SocialLogin] = "1" });
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await IsOnAsync(service, FeatureFlags.InventoryTracking));
            Assert.False(await IsOnAsync(service, FeatureFlags.SocialLogin));
        }

        Assert.Equal(2, complaints.All.Count);
        Assert.Single(complaints.All, text => text.Contains("INVENTORY_TRACKING", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changed_flag_file_takes_effect_at_once_and_overrides_the_setting()
    {
        folder.Set(FeatureFlags.SocialLogin, "true\n");
        using var service = Service(new() { [FeatureFlags.SocialLogin] = "false" });
        Assert.True(await IsOnAsync(service, FeatureFlags.SocialLogin));

        folder.Set(FeatureFlags.SocialLogin, "false\n");
        await Eventually.Async(async () => !await IsOnAsync(service, FeatureFlags.SocialLogin), "the flag is off");
        folder.Set(FeatureFlags.NewCheckoutFlow, "false");
        await Eventually.Async(async () => !await IsOnAsync(service, FeatureFlags.NewCheckoutFlow), "a new file is seen");
        File.Delete(Path.Combine(folder.Path, FeatureFlags.NewCheckoutFlow));
        await Eventually.Async(
            () => IsOnAsync(service, FeatureFlags.NewCheckoutFlow), "the flag without its file is what it is unless told");
    }

    [Fact]
    public async Task Changed_ConfigMap_takes_effect_without_a_restart()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "..first"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "..first", FeatureFlags.SocialLogin), "false");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "..data"), "..first");
        File.CreateSymbolicLink(Path.Combine(folder.Path, FeatureFlags.SocialLogin), Path.Combine("..data", FeatureFlags.SocialLogin));
        using var service = Service([]);
        Assert.False(await IsOnAsync(service, FeatureFlags.SocialLogin));

        // As the kubelet does it: a whole new directory, then the link that all files go through is replaced.
        Directory.CreateDirectory(Path.Combine(folder.Path, "..second"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "..second", FeatureFlags.SocialLogin), "true");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "..data_tmp"), "..second");
        using var swap = Process.Start("mv", ["-T", Path.Combine(folder.Path, "..data_tmp"), Path.Combine(folder.Path, "..data")]);
        await swap.WaitForExitAsync();

        await Eventually.Async(() => IsOnAsync(service, FeatureFlags.SocialLogin), "the flag is on");
    }

    [Fact]
    public void Only_flags_are_read_from_the_directory()
    {
        folder.Set("ConnectionStrings__users", "Host=elsewhere");
        using var service = Service([]);
        Assert.Null(service.Services.GetRequiredService<IConfiguration>()["ConnectionStrings:users"]);
    }

    [Fact]
    public async Task Missing_flag_directory_is_ignored()
    {
        using var service = Service(new() { ["Features:Directory"] = "/no/such/directory" });
        Assert.True(await IsOnAsync(service, FeatureFlags.InventoryTracking));
    }

    private IHost Service(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Features:Directory", folder.Path)]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<IConfiguration>(builder.Configuration);
        builder.Logging.AddProvider(complaints);
        builder.AddFeatureFlags();
        return builder.Build();
    }

    private static Task<bool> IsOnAsync(IHost service, string flag)
        => service.Services.GetRequiredService<IFeatureManager>().IsEnabledAsync(flag);

    private sealed class Complaints : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                All.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
