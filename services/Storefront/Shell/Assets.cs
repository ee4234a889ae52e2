using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.StaticAssets;

namespace Ecommerce.Storefront.Shell;

/// <summary>The style sheet and the script: a page's address of them changes with their content.</summary>
internal static class Assets
{
    public const string Style = "style.css";
    public const string Script = "htmx.js";

    /// <summary>Where the files are: beside the program once it is published, and in the sources, as the build wrote down, before.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot") });
        builder.WebHost.UseStaticWebAssets();
        // A build serves what it was built of, as the published program does: with its cache headers, and compressed beforehand.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        return builder;
    }

    /// <summary>Tells <paramref name="pages"/> the addresses.</summary>
    public static void MapAssets(this WebApplication app, RouteGroupBuilder pages)
    {
        app.MapStaticAssets().AllowAnonymous();
        pages.WithMetadata(new ResourceAssetCollection([.. ((IEndpointRouteBuilder)app).DataSources
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>()
            // Not once more for each way to compress it.
            .Where(asset => asset.Selectors.Count == 0)
            .Select(asset => new ResourceAsset(asset.Route, [.. asset.Properties.Select(property => new ResourceAssetProperty(property.Name, property.Value))]))]));
    }
}
