namespace Ecommerce.OrderService.Domain.History;

internal enum ActorKind
{
    Customer,
    Staff,
    Shop,
}

/// <summary>Who changed an order: its customer, one of the staff, or the shop itself when a reply or a timeout came.</summary>
/// <param name="Id">Of the account; null for the shop.</param>
internal sealed record Actor(ActorKind Kind, Guid? Id)
{
    public static readonly Actor Shop = new(ActorKind.Shop, null);

    /// <summary>The person of an account, who is the customer of their own orders whatever else they are.</summary>
    public static Actor Person(Guid account, Guid customer) => new(account == customer ? ActorKind.Customer : ActorKind.Staff, account);
}
