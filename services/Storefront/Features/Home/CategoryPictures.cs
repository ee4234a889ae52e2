using System.Collections.Concurrent;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Home;

/// <summary>
/// A picture for each category: that of its best selling product. Kept for some minutes, because every visit asks for all.
/// </summary>
internal sealed class CategoryPictures(TimeProvider timeProvider)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>Null where the category has no picture, or the search does not answer.</summary>
    /// <param name="path">The category's slugs from the root.</param>
    public async Task<string?> FindAsync(string path, GatewayClient gateway, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(path, out var kept) && timeProvider.GetElapsedTime(kept.At) < Fresh)
            return kept.Image;
        var query = QueryString.Create("category", path).Add("sort", "best-selling").Add("limit", "1");
        var found = await OptionalPart.ReadAsync(
            async token => await gateway.GetAsync<SearchResponse>("/search" + query, accessToken: null, token), cancellationToken);
        var image = found is { Items: [var first, ..] } ? first.Image : null;
        if (found is not null)
            known[path] = new(image, timeProvider.GetTimestamp());
        return image;
    }

    private sealed record Known(string? Image, long At);
}
