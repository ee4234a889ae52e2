using System.Diagnostics.CodeAnalysis;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Orders;

/// <summary>An order that is read again is the same order.</summary>
internal sealed class OrderById : IEqualityComparer<Order>
{
    public static readonly OrderById Comparer = new();

    public bool Equals(Order? x, Order? y) => x?.Id == y?.Id;

    public int GetHashCode([DisallowNull] Order obj) => obj.Id.GetHashCode();
}
