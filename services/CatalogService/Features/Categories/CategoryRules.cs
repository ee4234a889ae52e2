using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.CatalogService.Features.Categories;

/// <summary>What a request for a category must be.</summary>
internal static class CategoryRules
{
    private const int MaxOrder = 1_000_000;

    /// <param name="slug">The category's own slug; null: it is a new one.</param>
    public static Category Check(CategoryRequest request, string? slug, FieldErrors errors)
    {
        var name = TextFields.Required(request.Name, "name", 100, errors);
        CheckParts(name, "name", errors);
        errors.Check("slug", request.Slug is null || slug is null || request.Slug == slug, "cannot change");
        var own = slug ?? request.Slug ?? Slug.Of(name);
        errors.Check(
            "slug", name.Length == 0 || Slug.IsSlug(own),
            $"must have 1 to {Slug.MaxLength} letters a to z, digits, and hyphens between them");
        errors.Check("parent", request.Parent is null || Slug.IsSlug(request.Parent), "must be the slug of a category");
        errors.Check("order", request.Order is null or (>= -MaxOrder and <= MaxOrder), $"must be -{MaxOrder} to {MaxOrder}");
        return new Category(own, name, request.Parent, request.Order ?? 0);
    }

    /// <summary>Slashes stand between names, as in <c>Audio/Video</c>; an empty name is its own error.</summary>
    public static void CheckParts(string name, string field, FieldErrors errors)
        => errors.Check(
            field, name.Length == 0 || !name.Split('/').Any(TextRules.IsBlank), "must have a name before and after each slash");
}
