using Ecommerce.ServiceDefaults;

namespace Ecommerce.CartService.Carts;

/// <summary>The cart that a request may see: its owner's or an anonymous one. To everybody else there is no such cart.</summary>
internal sealed class CartAccess
{
    private readonly CartId? id;

    private CartAccess(CartId? id) => this.id = id;

    /// <summary>Known in every handler behind <see cref="CheckAsync"/>.</summary>
    public CartId Id => id ?? throw new InvalidOperationException("This request may see no cart.");

    public static ValueTask<CartAccess> BindAsync(HttpContext context) => ValueTask.FromResult(new CartAccess(Find(context)));

    /// <summary>Answers what no handler needs to see: <c>me</c> of nobody, and carts of others.</summary>
    public static ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<CartAccess>().Single().id is not null)
            return next(context);
        return ValueTask.FromResult<object?>(context.HttpContext.GetRouteValue("id") is "me" ? TypedResults.Challenge() : Problems.NotFound("cart"));
    }

    private static CartId? Find(HttpContext http) => CartId.Parse((string)http.GetRouteValue("id")!, http.User);
}
