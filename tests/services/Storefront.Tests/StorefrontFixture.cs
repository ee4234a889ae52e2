using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

/// <summary>The storefront as a process, in front of a stub of the gateway.</summary>
public sealed class StorefrontFixture : IAsyncLifetime
{
    private TestTokens? tokens;
    private StubGateway? gateway;
    private ServiceProcess? storefront;

    public StubGateway Gateway => gateway!;

    public FlagFolder Flags { get; } = new();

    public Uri Address => storefront!.Address;

    /// <summary>What it has logged.</summary>
    public string Output => storefront!.Output;

    /// <summary>A browser that keeps no cookies and follows no redirect: the tests look at both.</summary>
    public HttpClient Browser { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        tokens = await TestTokens.StartAsync();
        gateway = await StubGateway.StartAsync();
        storefront = await StartAsync();
        Browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    /// <summary>Another one, with other settings.</summary>
    public Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings)
        => ServiceProcess.StartAsync("Ecommerce.Storefront", Settings(settings));

    public IReadOnlyDictionary<string, string> Settings(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(tokens!.Environment)
        {
            ["services__gateway__http__0"] = Gateway.Address.ToString(),
            ["Features__Directory"] = Flags.Path,
            ["Proxy__Secret"] = TestProxy.Secret,
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        if (storefront is not null)
            await storefront.DisposeAsync();
        Flags.Dispose();
        if (gateway is not null)
            await gateway.DisposeAsync();
        if (tokens is not null)
            await tokens.DisposeAsync();
    }
}
