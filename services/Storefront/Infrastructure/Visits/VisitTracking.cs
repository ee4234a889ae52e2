using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Infrastructure.Scripts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Infrastructure.Visits;

internal static class VisitTracking
{
    public static void AddVisits(this IHostApplicationBuilder builder)
    {
        builder.AddServiceClient<VisitClient>("gateway");
        builder.Services.AddSingleton<VisitQueue>().AddHostedService<VisitSender>();
    }

    /// <summary>Counts visits of these pages once they are shown.</summary>
    public static RouteGroupBuilder CountVisits(this RouteGroupBuilder pages) => pages.AddEndpointFilter(async (context, next) =>
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (StepOf(http, result) is { } step
            && Visit.Of(http, step, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()) is { } visit)
            http.RequestServices.GetRequiredService<VisitQueue>().Add(visit);
        return result;
    });

    /// <summary>A whole page is a step; a form is one if it redirects and its endpoint has a step.</summary>
    private static Step? StepOf(HttpContext http, object? result)
    {
        var step = http.GetEndpoint()?.Metadata.GetMetadata<Step>();
        if (!HttpMethods.IsGet(http.Request.Method))
            return result is RedirectHttpResult ? step : null;
        var isShown = result is RazorComponentResult { StatusCode: null or StatusCodes.Status200OK };
        return isShown && !http.Request.IsFromScript() ? step ?? Step.Visit : null;
    }
}
