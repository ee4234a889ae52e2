using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Visits;

internal static class VisitCounting
{
    public static void AddVisits(this IHostApplicationBuilder builder)
    {
        builder.AddServiceClient<VisitClient>("gateway");
        builder.Services.AddSingleton<VisitQueue>().AddHostedService<VisitSender>();
    }

    /// <summary>Pages that are steps of visitors, once they are shown.</summary>
    public static RouteGroupBuilder CountVisits(this RouteGroupBuilder pages) => pages.AddEndpointFilter(async (context, next) =>
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (StepOf(http, result) is { } step
            && Visit.Of(http, step, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()) is { } visit)
            http.RequestServices.GetRequiredService<VisitQueue>().Add(visit);
        return result;
    });

    /// <summary>A page that is shown as a whole is one, and a form that leads on where its endpoint says so.</summary>
    private static Step? StepOf(HttpContext http, object? result)
    {
        var told = http.GetEndpoint()?.Metadata.GetMetadata<Step>();
        return HttpMethods.IsGet(http.Request.Method)
            ? result is RazorComponentResult { StatusCode: null or StatusCodes.Status200OK } && !http.Request.Headers.ContainsKey("HX-Request") ? told ?? Step.Visit : null
            : result is RedirectHttpResult ? told : null;
    }
}
