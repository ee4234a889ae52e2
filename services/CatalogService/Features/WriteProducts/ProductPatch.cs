using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Features.WriteProducts;

/// <summary>
/// A JSON merge patch (RFC 7396) of a product, merged with the product as <c>PUT</c> takes it; the result is checked as a <c>PUT</c> is.
/// A null removes a member, a list is replaced as a whole; stock that is not given stays as it is.
/// </summary>
internal sealed class ProductPatch(IOptions<JsonOptions> json)
{
    public const string MediaType = "application/merge-patch+json";

    private static readonly Dictionary<string, string[]> NoObject = new(StringComparer.Ordinal) { ["body"] = ["must be a JSON object"] };

    private readonly JsonTypeInfo<ProductInput> input =
        (JsonTypeInfo<ProductInput>)json.Value.SerializerOptions.GetTypeInfo(typeof(ProductInput));

    /// <summary>The members that are to change, read as strictly as a <c>PUT</c>: a tree of nodes alone would take any text.</summary>
    public async Task<(JsonObject? Patch, IReadOnlyDictionary<string, string[]>? Errors)> ReadAsync(
        Stream body, CancellationToken cancellationToken)
    {
        using var received = new MemoryStream();
        await body.CopyToAsync(received, cancellationToken);
        var bytes = received.ToArray();
        try
        {
            return JsonSerializer.Deserialize(bytes, input) is not null
                ? ((JsonObject)JsonNode.Parse(bytes)!, null)
                : (null, NoObject);
        }
        catch (JsonException unreadable)
        {
            return (null, Problems.ErrorsOf(unreadable, input));
        }
    }

    public bool TryApply(
        JsonObject patch, ProductDetails current, [NotNullWhen(true)] out ProductDraft? draft,
        [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? errors)
    {
        draft = null;
        var merged = (JsonObject)Merge(Representation(current, patch), patch)!;
        try
        {
            return ProductRules.TryCheckReplacement(merged.Deserialize(input)!, out draft, out errors);
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

    /// <summary>
    /// The product as a <c>PUT</c> would send it; a single variant in the short form, unless the patch uses the long one.
    /// </summary>
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
