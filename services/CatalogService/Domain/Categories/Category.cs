namespace Ecommerce.CatalogService.Domain.Categories;

/// <summary>A node of the tree that shoppers browse.</summary>
/// <param name="Slug">Its name in paths; unique, never changed.</param>
/// <param name="Parent">The slug of the category above it; null: a root.</param>
/// <param name="Order">Its place among its siblings; equal ones are sorted by name.</param>
internal sealed record Category(string Slug, string Name, string? Parent, int Order);
