using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Ecommerce.BackOffice.Infrastructure.Live;

/// <summary>Whether somebody can see a window: nothing is asked for behind tabs, nor for browsers that are gone.</summary>
internal sealed class OpenWindow : CircuitHandler
{
    private volatile bool isConnected = true;
    private volatile bool isVisible = true;

    public bool IsShown => isConnected && isVisible;

    public void Show(bool visible) => isVisible = visible;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        isConnected = true;
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        isConnected = false;
        return Task.CompletedTask;
    }
}
