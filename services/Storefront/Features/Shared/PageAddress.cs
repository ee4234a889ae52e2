namespace Ecommerce.Storefront.Features.Shared;

/// <summary>Where the page that answers a request can be opened again, as it is mapped: without its language.</summary>
internal static class PageAddress
{
    /// <summary>The answer to a form has no address of its own: the page that the form stands on has.</summary>
    public static string Of(HttpRequest request)
        => HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : request.PageOfForm() ?? "/";
}
