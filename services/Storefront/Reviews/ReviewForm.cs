namespace Ecommerce.Storefront.Reviews;

/// <summary>What an author fills in.</summary>
internal sealed record ReviewForm(int Stars, string Text)
{
    // Properties, because a form without a field for a parameter cannot be read.
    public string? Title { get; init; }
    public string? DisplayName { get; init; }

    /// <summary>Of the review that is edited, and which version of it was read.</summary>
    public Guid? ReviewId { get; init; }
    public long? Version { get; init; }

    public WrittenReview ToReview(Guid product) => new(product, Stars, Title, Text, DisplayName);
}
