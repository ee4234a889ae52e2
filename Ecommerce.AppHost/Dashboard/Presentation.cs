namespace Ecommerce.AppHost.Dashboard;

/// <summary>How resources look in the dashboard: an icon each, and links that say where they lead.</summary>
internal static class Presentation
{
    /// <summary>The pages that people open.</summary>
    public static IResourceBuilder<ProjectResource> WithPages(this IResourceBuilder<ProjectResource> service, string name)
        => service.WithUrlForEndpoint("http", url => url.DisplayText = name);

    /// <summary>The door for API clients.</summary>
    public static IResourceBuilder<ProjectResource> WithApi(this IResourceBuilder<ProjectResource> gateway)
        => gateway.WithUrlForEndpoint("http", url => url.DisplayText = "API");

    /// <summary>What a service offers, to be read and tried.</summary>
    public static IResourceBuilder<ProjectResource> WithApiDescription(this IResourceBuilder<ProjectResource> service)
        => service.WithUrlForEndpoint("http", url =>
        {
            url.DisplayText = "API description";
            url.Url += "/swagger";
        });
}
