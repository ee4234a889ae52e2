namespace Ecommerce.CartService.Domain;

/// <summary>The result of a change: the cart, or the code of the reason for its refusal.</summary>
internal sealed record CartOutcome(Cart? Cart, string Code);

internal enum PutMode
{
    Add,
    Set,
}
