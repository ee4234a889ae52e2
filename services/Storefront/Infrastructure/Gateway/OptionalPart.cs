using System.Net;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>A part that a page can do without.</summary>
internal static class OptionalPart
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Null where reading it fails or takes too long. A session that is over fails the page: it is asked for again without one.
    /// </summary>
    public static async Task<T?> ReadAsync<T>(Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(MaxWait);
        try
        {
            return await read(timeout.Token);
        }
        catch (Exception failure) when (failure is GatewayException { Status: not HttpStatusCode.Unauthorized } or HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
