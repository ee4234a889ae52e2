using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Reviews;

/// <summary>The form of a review.</summary>
public sealed record ReviewForm(int Stars, string Text)
{
    // Properties: form binding fails where the field of a constructor parameter is missing.
    public string? Title { get; init; }
    public string? DisplayName { get; init; }

    /// <summary>The edited review and the version that was read; null for a new one.</summary>
    public Guid? ReviewId { get; init; }
    public long? Version { get; init; }

    public WrittenReview ToReview(Guid product) => new(product, Stars, Title, Text, DisplayName);
}
