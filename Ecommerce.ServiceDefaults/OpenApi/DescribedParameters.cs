using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Ecommerce.ServiceDefaults.OpenApi;

/// <summary>Parameters as they are documented and named in errors, those included that a handler reads from the path itself.</summary>
internal static partial class DescribedParameters
{
    /// <param name="path">Such as <c>carts/{id}</c>.</param>
    public static void Describe(OpenApiOperation operation, string path)
    {
        var parameters = operation.Parameters ??= [];
        foreach (var parameter in parameters.OfType<OpenApiParameter>())
        {
            if (parameter is { In: ParameterLocation.Query, Name: { } name })
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(name);
        }

        foreach (var name in Names().Matches(path).Select(match => match.Groups[1].Value))
        {
            if (!parameters.Any(parameter => parameter.In is ParameterLocation.Path && parameter.Name == name))
                parameters.Add(new OpenApiParameter
                {
                    Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
        }
    }

    [GeneratedRegex("{([^}:]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
