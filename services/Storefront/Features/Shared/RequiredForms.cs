using System.Reflection;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>A form of which no field came is null to the framework, and would be read as one.</summary>
internal static class RequiredForms
{
    private static readonly string Missing = Texts.Key("The form came without its fields. Please go back and try again.");

    public static RouteGroupBuilder RequireForms(this RouteGroupBuilder pages) => pages.AddEndpointFilterFactory((context, next) =>
    {
        var forms = context.MethodInfo.GetParameters()
            .Where(parameter => parameter.GetCustomAttribute<FromFormAttribute>() is not null && IsRequired(parameter))
            .Select(parameter => parameter.Position)
            .ToArray();
        return forms.Length == 0
            ? next
            : invocation => Array.Exists(forms, position => invocation.Arguments[position] is null)
                ? new(Pages.Error(StatusCodes.Status400BadRequest, Missing))
                : next(invocation);
    });

    private static bool IsRequired(ParameterInfo parameter)
        => !parameter.ParameterType.IsValueType
            && new NullabilityInfoContext().Create(parameter).WriteState is NullabilityState.NotNull;
}
