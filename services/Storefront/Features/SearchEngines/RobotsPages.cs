using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.SearchEngines;

/// <summary>What search engines may read, and where to find all of it.</summary>
internal static class RobotsPages
{
    private const int PageSize = 100;

    // The most that a sitemap may have (sitemaps.org).
    private const int MaxAddresses = 50_000;
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string LinkNamespace = "http://www.w3.org/1999/xhtml";

    private static readonly string[] Closed =
        ["/account", "/cart", "/checkout", "/language", "/login", "/logout", "/office", "/orders", "/register", "/search"];

    private static readonly XmlWriterSettings Settings = new()
    {
        Async = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static void MapRobots(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", Robots);
        routes.MapGet("/sitemap.xml", SitemapAsync);
    }

    private static IResult Robots(HttpRequest request)
    {
        var lines = Language.All.SelectMany(language => Closed.Select(path => $"Disallow: {language.AddressOf(path)}"))
            .Prepend("User-agent: *").Append($"Sitemap: {request.Origin()}/sitemap.xml");
        return Results.Text(string.Join('\n', lines) + "\n");
    }

    private static async Task SitemapAsync(HttpContext http, GatewayClient gateway, Session session)
    {
        var cancellationToken = http.RequestAborted;
        // The first part is read before anything is written: a failure then has its own status.
        var categories = await gateway.GetAsync<IReadOnlyList<Category>>("/categories", session.AccessToken, cancellationToken);
        http.Response.ContentType = "application/xml; charset=utf-8";
        await using var xml = XmlWriter.Create(http.Response.Body, Settings);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(prefix: null, "urlset", Namespace);
        var origin = http.Request.Origin();
        await WriteAsync(xml, origin, "/");
        await WriteAsync(xml, origin, "/sale");
        foreach (var category in categories.Where(category => category.Slug.Length > 0))
            await WriteAsync(xml, origin, Addresses.Category(category.Slug));
        var written = (categories.Count + 2) * Language.All.Count;
        await foreach (var product in ProductsAsync(gateway, session, cancellationToken))
        {
            written += Language.All.Count;
            if (written > MaxAddresses)
                break;
            await WriteAsync(xml, origin, Addresses.Product(product.Id, product.Name));
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
    }

    private static async IAsyncEnumerable<Product> ProductsAsync(
        GatewayClient gateway, Session session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var query = QueryString.Create("limit", $"{PageSize}");
            if (after is not null)
                query = query.Add("after", after);
            var page = await gateway.GetAsync<Page<Product>>("/products" + query, session.AccessToken, cancellationToken);
            foreach (var product in page.Items)
                yield return product;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>A page in each language; each names the others.</summary>
    private static async Task WriteAsync(XmlWriter xml, string origin, string path)
    {
        foreach (var language in Language.All)
        {
            await xml.WriteStartElementAsync(prefix: null, "url", Namespace);
            await xml.WriteElementStringAsync(prefix: null, "loc", Namespace, origin + language.AddressOf(path));
            foreach (var alternate in Language.All)
                await WriteLinkAsync(xml, alternate.Tag, origin + alternate.AddressOf(path));
            await xml.WriteEndElementAsync();
        }
    }

    private static async Task WriteLinkAsync(XmlWriter xml, string tag, string address)
    {
        await xml.WriteStartElementAsync("xhtml", "link", LinkNamespace);
        await xml.WriteAttributeStringAsync(prefix: null, "rel", ns: null, "alternate");
        await xml.WriteAttributeStringAsync(prefix: null, "hreflang", ns: null, tag);
        await xml.WriteAttributeStringAsync(prefix: null, "href", ns: null, address);
        await xml.WriteEndElementAsync();
    }
}
