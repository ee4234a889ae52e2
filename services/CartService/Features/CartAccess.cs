using System.Security.Claims;
using Ecommerce.CartService.Domain;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CartService.Features;

/// <summary>The cart that a request may see: the caller's own or an anonymous one. Any other is a 404.</summary>
internal sealed class CartAccess
{
    private const string Me = "me";

    private readonly CartId? id;

    private CartAccess(CartId? id) => this.id = id;

    /// <summary>Present in every handler behind <see cref="CheckAsync"/>.</summary>
    public CartId Id => id ?? throw new InvalidOperationException("This request may see no cart.");

    public static ValueTask<CartAccess> BindAsync(HttpContext context) => ValueTask.FromResult(new CartAccess(Find(context)));

    /// <summary>401 for <c>me</c> without a caller, 404 for carts of others.</summary>
    public static ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<CartAccess>().Single().id is not null)
            return next(context);
        IResult refused = context.HttpContext.GetRouteValue("id") is Me ? TypedResults.Challenge() : Problems.NotFound("cart");
        return ValueTask.FromResult<object?>(refused);
    }

    private static CartId? Find(HttpContext http)
    {
        var text = (string)http.GetRouteValue("id")!;
        return IsOwn(text, http.User) ? CartId.OfUser(http.User.UserId()) : CartId.ParseAnonymous(text);
    }

    private static bool IsOwn(string text, ClaimsPrincipal caller)
        => caller.Identity?.IsAuthenticated == true && (text == Me || text == $"{caller.UserId()}");
}
