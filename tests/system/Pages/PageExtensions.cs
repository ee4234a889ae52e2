using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.Pages;

/// <summary>The one page of a program that is watched while it works.</summary>
public static class PageExtensions
{
    /// <summary>
    /// Shows <c>page.html</c>, embedded in <paramref name="program"/>, at <c>/</c>, and the style that all such pages have.
    /// </summary>
    public static void MapPage(this IEndpointRouteBuilder routes, Assembly program)
    {
        routes.MapGet("/", () => Embedded(program, "page.html", "text/html; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/page.css", () => Embedded(typeof(PageExtensions).Assembly, "page.css", "text/css; charset=utf-8")).AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static FileStreamHttpResult Embedded(Assembly assembly, string name, string type)
        => TypedResults.Stream(
            assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"{name} is not embedded in {assembly}."), type);
}
