using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>A form of which no field came is null to the framework, and would be read as one.</summary>
internal static class RequiredForms
{
    private static readonly string[] Missing = ["The form came without its fields. Please go back and try again."];

    public static RouteGroupBuilder RequireForms(this RouteGroupBuilder pages) => pages.AddEndpointFilterFactory((context, next) =>
    {
        var forms = context.MethodInfo.GetParameters()
            .Where(parameter => parameter.GetCustomAttribute<FromFormAttribute>() is not null && IsRequired(parameter))
            .Select(parameter => parameter.Position)
            .ToArray();
        return forms.Length == 0
            ? next
            : invocation => Array.Exists(forms, position => invocation.Arguments[position] is null)
                ? new(new RazorComponentResult<ErrorPage>(new { Messages = Missing.AsEnumerable() })
                {
                    StatusCode = StatusCodes.Status400BadRequest,
                })
                : next(invocation);
    });

    private static bool IsRequired(ParameterInfo parameter)
        => !parameter.ParameterType.IsValueType
            && new NullabilityInfoContext().Create(parameter).WriteState is NullabilityState.NotNull;
}
