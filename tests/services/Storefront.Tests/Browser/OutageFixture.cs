using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>A storefront that soon asks again what did not answer.</summary>
public sealed class OutageFixture : IAsyncLifetime
{
    private readonly StorefrontFixture shop = new();
    private ServiceProcess? storefront;

    public StubGateway Gateway => shop.Gateway;

    public ServiceProcess Storefront => storefront!;

    public async ValueTask InitializeAsync()
    {
        await shop.InitializeAsync();
        storefront = await shop.StartAsync(("Resilience__BreakerBreak", "00:00:00.500"));
    }

    public async ValueTask DisposeAsync()
    {
        if (storefront is not null)
            await storefront.DisposeAsync();
        await shop.DisposeAsync();
    }
}
