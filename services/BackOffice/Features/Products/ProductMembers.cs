using Ecommerce.BackOffice.Features.Shared;

namespace Ecommerce.BackOffice.Features.Products;

/// <summary>The members of a product as the editor calls them.</summary>
internal static class ProductMembers
{
    /// <returns>English, which is the key of the text in other languages.</returns>
    public static string NameOf(string member) => member switch
    {
        "sku" => "SKU",
        "seoTitle" => "Title in search results",
        "seoDescription" => "Description in search results",
        _ => Words.Of(member),
    };
}
