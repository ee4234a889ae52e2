using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ecommerce.ServiceDefaults.OpenApi;

/// <summary>
/// Says what is read: which members may be left out, and that texts and times, which are read by converters of our own, are strings.
/// </summary>
internal static class DescribedSchemas
{
    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(string))
            Set(schema, context, format: null);
        else if (type == typeof(DateTimeOffset))
            Set(schema, context, "date-time");
        else if (context.JsonTypeInfo.Kind is JsonTypeInfoKind.Object)
            schema.Required = context.JsonTypeInfo.Properties.Where(member => member.IsRequired).Select(member => member.Name).ToHashSet();
        if (type == typeof(ProblemDetails))
            DescribeProblem(schema);
    }

    private static void Set(OpenApiSchema schema, OpenApiSchemaTransformerContext context, string? format)
    {
        schema.Type = MayBeNull(context) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Format ??= format;
    }

    // A problem has members by extension, and names no occurrence.
    private static void DescribeProblem(OpenApiSchema schema)
    {
        var messages = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } };
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties.Remove("instance");
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Properties["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = messages };
    }

    private static bool MayBeNull(OpenApiSchemaTransformerContext context)
        => Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null
            || context.JsonPropertyInfo is { } member && (member.AssociatedParameter?.IsNullable ?? member.IsGetNullable);
}
