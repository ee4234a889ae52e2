using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.WriteProducts;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>Parses a line as strictly as a request's body.</summary>
internal sealed class LineParser(IOptions<JsonOptions> json)
{
    /// <summary>The field of errors that concern no single member.</summary>
    private const string WholeLine = "line";

    private readonly JsonTypeInfo<ProductInput> input = ExportedMembers.Ignored(json.Value.SerializerOptions);

    public bool TryParse(
        in Line line, [NotNullWhen(true)] out ProductDraft? draft, [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? errors)
    {
        draft = null;
        errors = CheckText(line);
        if (errors is not null)
            return false;

        try
        {
            if (JsonSerializer.Deserialize(line.Text, input) is { } product)
                return ProductRules.TryCheck(product, out draft, out errors);
            errors = LineError("must be an object");
        }
        catch (JsonException e)
        {
            errors = Problems.ErrorsOf(e, input);
        }

        return false;
    }

    private static Dictionary<string, string[]>? CheckText(in Line line)
    {
        if (line.IsTooLong)
            return LineError($"must have at most {LineReader.MaxBytes} bytes");
        if (line.Text.AsSpan().Trim(" \t"u8).IsEmpty)
            return LineError("must not be blank");
        return Utf8.IsValid(line.Text) ? null : LineError("must be UTF-8");
    }

    private static Dictionary<string, string[]> LineError(string message) => new(StringComparer.Ordinal) { [WholeLine] = [message] };
}
