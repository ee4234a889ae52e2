using Ecommerce.AppHost.Infrastructure;

namespace Ecommerce.AppHost;

/// <summary>Where mail goes, and where its links lead.</summary>
internal static class MailExtensions
{
    /// <summary>On this machine mail goes into an inbox that anyone may open; in a cluster to the SMTP server of whoever deploys.</summary>
    public static IResourceBuilder<ProjectResource> WithMailServer(
        this IResourceBuilder<ProjectResource> service, IInfrastructure infrastructure)
    {
        var builder = service.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
            return service
                .WithEnvironment("Smtp__Host", builder.AddParameter("smtp-host"))
                .WithEnvironment("Smtp__Port", "587")
                .WithEnvironment("Smtp__StartTls", "true")
                .WithEnvironment("Smtp__User", builder.AddParameter("smtp-user", secret: true))
                .WithEnvironment("Smtp__Password", builder.AddParameter("smtp-password", secret: true))
                .WithEnvironment("Smtp__From", builder.AddParameter("mail-from"));

        var smtp = infrastructure.AddMaildev("maildev", builder.PortOf("maildev")).GetEndpoint("smtp");
        return service
            .WithEnvironment("Smtp__Host", $"{smtp.Property(EndpointProperty.IPV4Host)}")
            .WithEnvironment("Smtp__Port", $"{smtp.Property(EndpointProperty.Port)}")
            .WithEnvironment("Smtp__From", "Ecommerce <shop@ecommerce.example>");
    }

    /// <summary>Tells a service where people reach the shop: a cluster knows that no better than this machine does.</summary>
    public static void WithLinks(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> storefront,
        IResourceBuilder<ProjectResource> backOffice, IResourceBuilder<ProjectResource> gateway)
    {
        var builder = service.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
            service.WithEnvironment("Links__Storefront", builder.AddParameter("storefront-address"))
                .WithEnvironment("Links__BackOffice", builder.AddParameter("back-office-address"))
                .WithEnvironment("Links__Api", builder.AddParameter("api-address"));
        else
            service.WithEnvironment("Links__Storefront", storefront.GetEndpoint("http"))
                .WithEnvironment("Links__BackOffice", backOffice.GetEndpoint("http"))
                .WithEnvironment("Links__Api", gateway.GetEndpoint("http"));
    }

    /// <summary>The dashboard opens what came; the server is ready when its inbox is.</summary>
    public static IResourceBuilder<T> WithInbox<T>(this IResourceBuilder<T> maildev)
        where T : IResourceWithEndpoints
        => maildev.WithHttpHealthCheck("/api/healthz")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Inbox");
}
