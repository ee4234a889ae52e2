namespace Ecommerce.ReviewService.Domain;

/// <summary>What an author writes.</summary>
internal sealed record ReviewDraft(int Stars, string Title, string Text, string? AuthorName);
