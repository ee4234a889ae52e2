using Ecommerce.Checker;
using Ecommerce.Checker.Reading;

namespace Ecommerce.Invariants.Looking;

/// <summary>All that the stores say of one order.</summary>
/// <param name="State">It, and nothing else.</param>
/// <param name="Times">When it moved.</param>
/// <param name="Asks">It waits for an answer and will ask for it again, or the provider will be: that is under way by design.</param>
internal sealed record OrderFile(EndState State, OrderTimes Times, bool Asks)
{
    public OrderRow Order => State.Orders.Orders[0];
}

/// <param name="Asks">The order asks again by itself.</param>
internal sealed record OrderTimes(Guid Id, DateTime PlacedAt, DateTime UpdatedAt, bool Asks);
