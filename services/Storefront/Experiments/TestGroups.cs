using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Visits;
using Microsoft.Extensions.Options;

namespace Ecommerce.Storefront.Experiments;

internal static class TestGroups
{
    public static void AddTestGroups(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ExperimentOptions>("Experiment");
        builder.Services.AddTransient<TestGroupHeader>().AddScoped<ShopperFeatures>();
    }

    /// <summary>
    /// Pages whose visitors are in a group. All that is kept is the group's name, in a cookie; who asks not to be followed is in none.
    /// </summary>
    public static RouteGroupBuilder WithTestGroups(this RouteGroupBuilder pages) => pages.AddEndpointFilter((context, next) =>
    {
        var http = context.HttpContext;
        if (!http.Request.WantsNoTracking())
            Assign(http, http.RequestServices.GetRequiredService<Session>(), http.RequestServices.GetRequiredService<IOptions<ExperimentOptions>>().Value);
        return next(context);
    });

    private static void Assign(HttpContext http, Session session, ExperimentOptions experiment)
    {
        if (TestGroup.Choose(experiment.Names, session.TestGroup, session.UserId) is not { } group)
            return;
        http.Features.Set(group);
        if (session.TestGroup != group.Name)
            session.KeepTestGroup(group.Name);
    }
}
