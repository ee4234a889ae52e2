using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.Extensions.Options;

namespace Ecommerce.Storefront.Infrastructure.Experiments;

internal static class TestGroups
{
    public static void AddTestGroups(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ExperimentOptions>("Experiment");
        builder.Services.AddTransient<TestGroupHandler>().AddScoped<ShopperFeatures>();
    }

    /// <summary>
    /// Assigns visitors of these pages to a group. Only the group's name is kept, in a cookie. Visitors who opt out of tracking have none.
    /// </summary>
    public static RouteGroupBuilder WithTestGroups(this RouteGroupBuilder pages) => pages.AddEndpointFilter((context, next) =>
    {
        var http = context.HttpContext;
        if (!http.Request.WantsNoTracking())
        {
            var services = http.RequestServices;
            Assign(http, services.GetRequiredService<Session>(), services.GetRequiredService<IOptions<ExperimentOptions>>().Value);
        }

        return next(context);
    });

    private static void Assign(HttpContext http, Session session, ExperimentOptions experiment)
    {
        if (TestGroup.Choose(experiment.Names, session.TestGroup, session.UserId) is not { } group)
            return;
        http.Features.Set(group);
        if (session.TestGroup != group.Name)
            session.SetTestGroup(group.Name);
    }
}
