using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Catalog;

/// <summary>The top categories, as every page shows them. One request a minute reads them; others show what is known.</summary>
internal sealed class CategoryMenu(TimeProvider timeProvider)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private IReadOnlyList<Category> known = [];
    private long readAt;
    private int isReading;

    /// <summary>Empty where the catalogue has never answered.</summary>
    public async ValueTask<IReadOnlyList<Category>> ReadAsync(GatewayClient gateway, CancellationToken cancellationToken)
    {
        if (known.Count > 0 && timeProvider.GetElapsedTime(readAt) < Fresh || Interlocked.Exchange(ref isReading, 1) != 0)
            return known;
        try
        {
            return await RefreshAsync(gateway, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref isReading, 0);
        }
    }

    /// <summary>Reads them now; what is known where the catalogue does not answer.</summary>
    public async Task<IReadOnlyList<Category>> RefreshAsync(GatewayClient gateway, CancellationToken cancellationToken)
    {
        var read = await OptionalPart.ReadAsync(
            async token => await gateway.GetAsync<IReadOnlyList<Category>>("/categories", accessToken: null, token), cancellationToken);
        if (read is not null)
        {
            known = [.. read.Where(category => category is { Parent: null, Slug.Length: > 0 })];
            readAt = timeProvider.GetTimestamp();
        }

        return known;
    }
}
