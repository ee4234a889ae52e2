namespace Ecommerce.EndToEnd.Tests;

/// <summary>One app host as a process, with its console and dashboard, for all tests of the collection.</summary>
public sealed class RunningAppHost : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("ecommerce-shop-");
    private AppHost? appHost;

    /// <summary>The app host of an open shop. Where a test has ended it, another one on the same data.</summary>
    internal async Task<AppHost> OpenAsync()
    {
        if (appHost is { HasExited: false })
            return appHost;
        await DisposeAppHostAsync();
        return appHost = await AppHost.StartAsync(data.FullName);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await DisposeAppHostAsync();
        data.Delete(recursive: true);
    }

    private ValueTask DisposeAppHostAsync() => appHost?.DisposeAsync() ?? default;
}

[CollectionDefinition(nameof(RunningAppHost))]
public sealed class RunningAppHostCollection : ICollectionFixture<RunningAppHost>;
