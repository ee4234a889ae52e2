using System.Reflection;
using System.Security.Cryptography;

namespace Ecommerce.Storefront.Shell;

/// <summary>The style sheet and the script, out of the assembly: a page's address of them changes with their content.</summary>
internal static class StaticFiles
{
    public static readonly StaticFile Style = new("style.css", "text/css");
    public static readonly StaticFile Script = new("htmx.js", "text/javascript");

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var asset in new[] { Style, Script })
            routes.MapGet("/assets/" + asset.Name, (HttpResponse response) =>
            {
                if (asset.Content is not { } content)
                    return Results.NotFound();
                response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(content, asset.ContentType);
            });
    }
}

internal sealed class StaticFile
{
    public StaticFile(string name, string contentType)
    {
        (Name, ContentType) = (name, contentType);
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        if (stream is null)
            return;
        Content = new byte[stream.Length];
        stream.ReadExactly(Content);
        Address = $"/assets/{name}?v={Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}";
    }

    public string Name { get; }

    public string ContentType { get; }

    public byte[]? Content { get; }

    public string? Address { get; }
}
