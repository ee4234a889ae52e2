namespace Ecommerce.Storefront.Infrastructure.Visits;

/// <summary>A step of the funnel, as metadata of its endpoint. A page without it is a plain visit.</summary>
/// <param name="Kind">The name in analytics-service.</param>
internal sealed record Step(string Kind)
{
    public static readonly Step Visit = new("visit");
    public static readonly Step Product = new("product");
    public static readonly Step Cart = new("cart");
    public static readonly Step Checkout = new("checkout");
}
