using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.CatalogService.Features.WriteProducts;

namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>Members that an export writes for other readers; an import of the same file passes over them, and over no others.</summary>
internal static class ExportedMembers
{
    private static readonly string[] OfProduct = ["id", "version", "categoryName", "updatedAt"];
    private static readonly string[] OfVariant = ["stockVersion"];

    /// <param name="strict">How a request's body is read.</param>
    public static JsonTypeInfo<ProductInput> Ignored(JsonSerializerOptions strict)
    {
        var options = new JsonSerializerOptions(strict) { TypeInfoResolver = strict.TypeInfoResolver!.WithAddedModifier(Ignore) };
        return (JsonTypeInfo<ProductInput>)options.GetTypeInfo(typeof(ProductInput));
    }

    private static void Ignore(JsonTypeInfo type)
    {
        if (type.Type == typeof(ProductInput))
            Ignore(type, OfProduct);
        else if (type.Type == typeof(VariantInput))
            Ignore(type, OfVariant);
    }

    private static void Ignore(JsonTypeInfo type, string[] members)
    {
        foreach (var name in members)
        {
            var member = type.CreateJsonPropertyInfo(typeof(JsonElement), name);
            member.Set = (_, _) => { };
            type.Properties.Add(member);
        }
    }
}
