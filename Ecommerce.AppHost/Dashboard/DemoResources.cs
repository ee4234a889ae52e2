using Ecommerce.AppHost.Running;

namespace Ecommerce.AppHost.Dashboard;

/// <summary>
/// Programs beside the shop that somebody starts in the dashboard: customers who come at a rate of their own, and whoever looks whether
/// anything gets lost.
/// </summary>
internal static class DemoResources
{
    private static readonly string[] Stores =
    [
        "users", "catalog", "orders", "payments", "notifications", "reviews", "search", "analytics", "redis"
    ];

    /// <summary>Adds <c>shoppers</c> and <c>invariants</c> to a model that has the shop.</summary>
    /// <param name="builder">The shop.</param>
    /// <param name="gateway">Where shoppers go in.</param>
    /// <param name="staffPassword">Whose holder fills up the shelves and ships.</param>
    public static void AddDemo(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ParameterResource> staffPassword)
    {
        var services = builder.Resources.OfType<ProjectResource>().ToList();
        var shoppers = builder.AddService<Projects.Shoppers>("shoppers")
            .WithIconName("PeopleQueue")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Shoppers")
            .WithReference(gateway).WaitFor(gateway)
            .WithEnvironment(
                "Shoppers__Rate",
                builder.AddParameter("shoppers-rate", "2").WithDescription("Journeys that begin per second, 0 or 0.01 to 50."))
            .WithEnvironment("Shoppers__StaffPassword", staffPassword)
            .WithExplicitStart();

        var invariants = builder.AddService<Projects.Invariants>("invariants")
            .WithIconName("ShieldCheckmark")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Invariants")
            .WithReference(shoppers)
            .WithExplicitStart();
        foreach (var store in builder.Resources.OfType<IResourceWithConnectionString>()
            .Where(resource => Stores.Contains(resource.Name)).ToList())
            invariants.WithReference(builder.CreateResourceBuilder(store));
        foreach (var service in services)
            invariants.WithReference(builder.CreateResourceBuilder(service));
    }
}
