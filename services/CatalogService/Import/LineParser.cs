using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Ecommerce.CatalogService.Products;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Import;

/// <summary>Reads a line as strictly as a request's body.</summary>
internal sealed class LineParser(IOptions<JsonOptions> json)
{
    /// <summary>Names the line as a whole where no member of it can be named.</summary>
    private const string WholeLine = "line";

    private readonly JsonTypeInfo<ProductInput> input = (JsonTypeInfo<ProductInput>)json.Value.SerializerOptions.GetTypeInfo(typeof(ProductInput));

    public bool TryParse(
        in Line line, [NotNullWhen(true)] out ProductDraft? draft, [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? errors)
    {
        draft = null;
        errors = Unreadable(line);
        if (errors is not null)
            return false;

        try
        {
            if (JsonSerializer.Deserialize(line.Text, input) is { } product)
                return ProductRules.TryCheck(product, out draft, out errors);
            errors = WholeLineIs("must be an object");
        }
        catch (JsonException e)
        {
            errors = Problems.ErrorsOf(e, input);
        }

        return false;
    }

    private static Dictionary<string, string[]>? Unreadable(in Line line) => line switch
    {
        { TooLong: true } => WholeLineIs($"must have at most {LineReader.MaxBytes} bytes"),
        { Text: var text } when text.AsSpan().Trim(" \t"u8).IsEmpty => WholeLineIs("must not be blank"),
        { Text: var text } when !Utf8.IsValid(text) => WholeLineIs("must be UTF-8"),
        _ => null,
    };

    private static Dictionary<string, string[]> WholeLineIs(string message) => new(StringComparer.Ordinal) { [WholeLine] = [message] };
}
