using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Products;

/// <summary>
/// A JSON merge patch (RFC 7396) of a product: laid over the product as <c>PUT</c> takes it, the result must be one that <c>PUT</c> takes.
/// A null takes a member away, a list is replaced as a whole; stock that is not told stays as it is.
/// </summary>
internal sealed class ProductPatch(IOptions<JsonOptions> json)
{
    public const string MediaType = "application/merge-patch+json";

    private readonly JsonTypeInfo<ProductInput> input = (JsonTypeInfo<ProductInput>)json.Value.SerializerOptions.GetTypeInfo(typeof(ProductInput));

    /// <summary>Null: it is no JSON object.</summary>
    public static async Task<JsonObject?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }, cancellationToken: cancellationToken) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool TryApply(
        JsonObject patch, ProductDetails current, [NotNullWhen(true)] out ProductDraft? draft, [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? errors)
    {
        draft = null;
        var merged = (JsonObject)Merge(Representation(current, patch), patch)!;
        try
        {
            return ProductRules.TryCheck(merged.Deserialize(input)!, out draft, out errors);
        }
        catch (JsonException e)
        {
            errors = Problems.ErrorsOf(e, input);
            return false;
        }
    }

    internal static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();

        var merged = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
                merged.Remove(name);
            else
                merged[name] = Merge(merged.TryGetPropertyValue(name, out var current) ? current : null, change);
        }

        return merged;
    }

    /// <summary>What a <c>PUT</c> of the product as it is would send; a single variant in the short form, unless the patch uses the long one.</summary>
    private static JsonObject Representation(ProductDetails current, JsonObject patch)
    {
        var body = (JsonObject)JsonSerializer.SerializeToNode(current, CatalogJson.Default.ProductDetails)!;
        if (patch.ContainsKey("variants") || current.Variants is not [{ Options.Count: 0 }])
            return body;

        var variant = body["variants"]![0]!.AsObject();
        body.Remove("variants");
        foreach (var name in (string[])["sku", "price", "sale"])
        {
            if (variant.Remove(name, out var value) && value is not null)
                body[name] = value;
        }

        return body;
    }
}
