namespace Ecommerce.Storefront.Features.Shared;

/// <summary>What search engines and previews of links are told about a page.</summary>
/// <param name="Description">A sentence or two.</param>
/// <param name="Path">The page's one address, without the host: others of the same content name it.</param>
/// <param name="Image">The path of a picture.</param>
public sealed record PageInfo(string Description, string Path, string? Image = null, string Type = "website");
