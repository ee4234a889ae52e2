namespace Ecommerce.Storefront.Visits;

/// <summary>How far a visitor came: metadata of the endpoint that takes them there. A page without it is a visit.</summary>
/// <param name="Kind">As analytics-service calls it.</param>
internal sealed record Step(string Kind)
{
    public static readonly Step Visit = new("visit");
    public static readonly Step Product = new("product");
    public static readonly Step Cart = new("cart");
    public static readonly Step Checkout = new("checkout");
}
