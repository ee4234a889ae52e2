using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Catalog;

/// <summary>The top categories, as every page shows them. They are read at most once a minute, and nobody waits for that but the first.</summary>
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
            var read = await OptionalPart.ReadAsync(
                async token => await gateway.GetAsync<IReadOnlyList<Category>>("/categories", accessToken: null, token), cancellationToken);
            if (read is not null)
                (known, readAt) = ([.. read.Where(category => category.Parent is null && category.Slug.Length > 0)], timeProvider.GetTimestamp());
            return known;
        }
        finally
        {
            Volatile.Write(ref isReading, 0);
        }
    }
}
