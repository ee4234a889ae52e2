using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.ServiceDefaults.Json;

internal static class StrictJson
{
    /// <summary>
    /// What a request says is taken at its word: no number in quotes, no member twice, no null or gap where the type has none,
    /// and no member that the type does not have: a misspelt one would be taken for an absent one.
    /// </summary>
    public static IServiceCollection AddStrictJson(this IServiceCollection services, IJsonTypeInfoResolver[] contexts)
        => services.ConfigureHttpJsonOptions(http =>
        {
            var options = http.SerializerOptions;
            options.AllowDuplicateProperties = false;
            options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.NumberHandling = JsonNumberHandling.Strict;
            options.RespectNullableAnnotations = true;
            options.RespectRequiredConstructorParameters = true;
            options.Converters.Add(new PlainText());
            options.Converters.Add(new Rfc3339Converter());

            // Source-generated contexts only: a type that none of them knows fails when the endpoint is built, not by slow reflection.
            options.TypeInfoResolverChain.Clear();
            foreach (var context in contexts)
            {
                options.TypeInfoResolverChain.Add(context
                    .WithAddedModifier(NullableIsOptional).WithAddedModifier(StructsAreWhole).WithAddedModifier(ElementsAreNotNull));
            }

            options.TypeInfoResolverChain.Add(EdgeJson.Default);
        });

    /// <summary>A constructor parameter that may be null may also be left out, unless it says that it may not.</summary>
    private static void NullableIsOptional(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property is { IsRequired: true, AssociatedParameter: { IsNullable: true, IsMemberInitializer: false } })
                property.IsRequired = IsMarkedRequired(property);
        }
    }

    private static bool IsMarkedRequired(JsonPropertyInfo property)
        => property.AttributeProvider?.IsDefined(typeof(JsonRequiredAttribute), inherit: true) is true;

    /// <summary>
    /// A struct is made without its constructor, so that half of one would be taken: <c>{ "amount": 5 }</c> as money without a currency.
    /// </summary>
    private static void StructsAreWhole(JsonTypeInfo type)
    {
        if (type is not { Kind: JsonTypeInfoKind.Object, Type.IsValueType: true })
            return;
        foreach (var property in type.Properties)
        {
            var mayBeNull = property.PropertyType.IsValueType
                ? Nullable.GetUnderlyingType(property.PropertyType) is not null
                : property.IsSetNullable;
            property.IsRequired |= property.Set is not null && !mayBeNull;
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
