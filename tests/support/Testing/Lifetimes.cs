using Xunit;

namespace Ecommerce.Testing;

/// <summary>Starts and stops several servers at the same time: each takes seconds.</summary>
public static class Lifetimes
{
    /// <summary>Initializes all of them; fails with the first failure when all have ended.</summary>
    public static Task InitializeAllAsync(params IEnumerable<IAsyncLifetime> servers)
        => Task.WhenAll(servers.Select(server => server.InitializeAsync().AsTask()));

    /// <summary>Disposes of all of them; fails with the first failure when all have ended.</summary>
    public static Task DisposeAllAsync(params IEnumerable<IAsyncDisposable> servers)
        => Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
}
