using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.ServiceDefaults.Json;

internal static class StrictJson
{
    /// <summary>
    /// What a request says is taken at its word: no number in quotes, no member twice, no null or gap where the type has none.
    /// Unknown members are passed over, so that an answer can be edited and sent back.
    /// </summary>
    public static IServiceCollection AddStrictJson(this IServiceCollection services, IJsonTypeInfoResolver[] contexts)
        => services.ConfigureHttpJsonOptions(http =>
        {
            var options = http.SerializerOptions;
            options.AllowDuplicateProperties = false;
            options.NumberHandling = JsonNumberHandling.Strict;
            options.RespectNullableAnnotations = true;
            options.RespectRequiredConstructorParameters = true;

            // Source-generated contexts only: a type that none of them knows fails when the endpoint is built, not by slow reflection.
            options.TypeInfoResolverChain.Clear();
            foreach (var context in contexts)
                options.TypeInfoResolverChain.Add(context.WithAddedModifier(NullableIsOptional).WithAddedModifier(ElementsAreNotNull));
            options.TypeInfoResolverChain.Add(EdgeJson.Default);
        });

    /// <summary>A constructor parameter that may be null may also be left out.</summary>
    private static void NullableIsOptional(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property is { IsRequired: true, AssociatedParameter: { IsNullable: true, IsMemberInitializer: false } })
                property.IsRequired = false;
        }
    }

    /// <summary>The language's nullability of an element is gone at run time; no request means anything by a null in a list.</summary>
    private static void ElementsAreNotNull(JsonTypeInfo type)
    {
        if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false })
            type.OnDeserialized = list => RefuseNull((IEnumerable)list);
    }

    private static void RefuseNull(IEnumerable list)
    {
        foreach (var element in list)
        {
            if (element is null)
                throw new JsonException("The list doesn't allow null elements.");
        }
    }
}
