using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.StaticAssets;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>The style sheet, the scripts, the icon and the font. But for the font's, their addresses change with their content.</summary>
internal static class Assets
{
    public const string Style = "style.css";
    public const string Script = "htmx.js";
    public const string Shop = "shop.js";

    /// <summary>Of the checkout, where Stripe is configured.</summary>
    public const string Pay = "pay.js";

    /// <summary>Of an order's pages.</summary>
    public const string Order = "order.js";

    public const string Icon = "favicon.svg";

    /// <summary>The style sheet names it, so its address does not change with its content.</summary>
    public const string HeadingFont = "heading.woff2";

    /// <summary>Maps the files and gives <paramref name="pages"/> their addresses.</summary>
    public static void MapAssets(this WebApplication app, RouteGroupBuilder pages)
    {
        app.MapStaticAssets().AllowAnonymous().WithMetadata(new SameForEverybody());
        var assets = ((IEndpointRouteBuilder)app).DataSources
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>()
            // The compressed variants have selectors.
            .Where(asset => asset.Selectors.Count == 0);
        pages.WithMetadata(new ResourceAssetCollection([.. assets.Select(ToResource)]));
    }

    private static ResourceAsset ToResource(StaticAssetDescriptor asset)
        => new(asset.Route, [.. asset.Properties.Select(property => new ResourceAssetProperty(property.Name, property.Value))]);
}
