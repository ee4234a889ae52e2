using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost.Dashboard;

/// <summary>What an operator does to a service now and then, a command each in the dashboard.</summary>
internal static class OperatorCommands
{
    private const int PageSize = 100;

    /// <summary>Adds those that one service alone has.</summary>
    public static void AddOperatorCommands(this IDistributedApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ShopApi>();
        var services = builder.Resources.OfType<ProjectResource>().ToDictionary(service => service.Name, builder.CreateResourceBuilder);
        services["user-service"].WithKeyRotation();
        services["catalog-service"].WithDemoImport();
        services["search-service"].WithIndexRebuild();
    }

    /// <summary>Every message that no retry could process is handled once more.</summary>
    /// <param name="service">Whose messages they are.</param>
    /// <param name="prefix">Where its API is, <c>/orders</c> for example.</param>
    public static IResourceBuilder<ProjectResource> WithDeadLetterReplay(this IResourceBuilder<ProjectResource> service, string prefix)
        => service.WithOperation(
            "replay-dead-letters", "Replay dead letters", "MailArrowUp", "Handles once more what no retry could process.",
            (shop, cancellationToken) => ReplayAsync(shop, prefix, cancellationToken));

    /// <summary>Search is filled anew from what the service knows, while the old index answers.</summary>
    private static void WithIndexRebuild(this IResourceBuilder<ProjectResource> service)
        => service.WithOperation(
            "rebuild-index", "Rebuild the search index", "DatabaseSearch", "Fills a new index and then searches that one.",
            async (shop, cancellationToken) =>
        {
            await shop.CallAsync(HttpMethod.Post, "/search/rebuild", null, cancellationToken);
            return "The index is being rebuilt.";
        });

    /// <summary>Products that are there already are set back to what the demo catalogue says.</summary>
    private static void WithDemoImport(this IResourceBuilder<ProjectResource> service)
    {
        var file = Path.Combine(
            Path.GetDirectoryName(new Projects.CatalogService().ProjectPath)!, "Features", "ImportProducts", "Demo", "catalog.ndjson");
        service.WithOperation(
            "import-demo", "Import the demo catalogue", "BoxArrowUp", "Adds its products, and sets back those that were changed.",
            async (shop, cancellationToken) =>
        {
            await using var lines = File.OpenRead(file);
            using var body = new StreamContent(lines) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
            var tally = await shop.CallAsync(HttpMethod.Post, "/products/import", body, cancellationToken);
            return $"{tally!["imported"]} products imported, {tally["updated"]} updated, {tally["failed"]} refused.";
        });
    }

    /// <summary>The next key is published; it signs an hour later.</summary>
    private static void WithKeyRotation(this IResourceBuilder<ProjectResource> service)
        => service.WithOperation(
            "rotate-key", "Rotate the signing key", "KeyReset", "Publishes the next key; nobody is signed out.",
            async (shop, cancellationToken) =>
        {
            var next = await shop.CallAsync(HttpMethod.Post, "/users/signing-keys", null, cancellationToken);
            return $"The next key signs from {(DateTimeOffset)next!["signsFrom"]!:HH:mm:ss} UTC.";
        });

    private static async Task<string> ReplayAsync(ShopApi shop, string prefix, CancellationToken cancellationToken)
    {
        var (handled, left) = (0, 0);
        for (var after = ""; after is not null;)
        {
            var page = await shop.CallAsync(HttpMethod.Get, $"{prefix}/dead-letters?limit={PageSize}{after}", null, cancellationToken);
            foreach (var letter in page!["items"]!.AsArray())
            {
                if (await IsHandledAsync(shop, $"{prefix}/dead-letters/{letter!["id"]}/replay", cancellationToken)) handled++;
                else left++;
            }

            after = page["next"] is { } next ? $"&after={next}" : null;
        }

        return (handled, left) is (0, 0) ? "There are none." : $"{handled} handled, {left} failed again and stay.";
    }

    private static async Task<bool> IsHandledAsync(ShopApi shop, string path, CancellationToken cancellationToken)
    {
        try
        {
            await shop.CallAsync(HttpMethod.Post, path, null, cancellationToken);
            return true;
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity
            or HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static IResourceBuilder<ProjectResource> WithOperation(
        this IResourceBuilder<ProjectResource> service, string name, string title, string icon, string description,
        Func<ShopApi, CancellationToken, Task<string>> work)
        => service.WithCommand(
            name,
            title,
            async context =>
            {
                try
                {
                    return CommandResults.Success(await work(context.Services.GetRequiredService<ShopApi>(), context.CancellationToken));
                }
                catch (HttpRequestException refused)
                {
                    return CommandResults.Failure(refused.Message);
                }
            },
            new CommandOptions
            {
                Description = description,
                IconName = icon,
                UpdateState = context
                    => context.ResourceSnapshot.HealthStatus is HealthStatus.Healthy
                        ? ResourceCommandState.Enabled
                        : ResourceCommandState.Disabled,
            });
}
