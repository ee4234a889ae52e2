using Ecommerce.Contracts;

namespace Ecommerce.Bench.BackOffice;

/// <param name="Service">Who answers it.</param>
/// <param name="Path">With what is asked for.</param>
internal sealed record GridQuestion(string Name, Uri Service, string Path);

/// <summary>What grids ask when they open, with each filter, and far down the list.</summary>
internal static class GridQuestions
{
    public static IEnumerable<GridQuestion> All(LargeShop shop) =>
        [.. Orders(shop), .. Products(shop), .. Customers(shop), .. Payments(shop)];

    private static IEnumerable<GridQuestion> Orders(LargeShop shop)
    {
        const string list = "/orders?all=true&limit=25";
        var address = shop.Orders;
        var order = shop.OrderId(FarDown(shop.Size));
        yield return new("orders", address, list);
        yield return new("orders, far down", address, $"{list}&after={order}");
        yield return new("orders to ship", address, $"{list}&status=Confirmed");
        yield return new("orders cancelled, far down", address, $"{list}&status=Cancelled&after={order}");
        yield return new("orders of a customer", address, $"{list}&userId={shop.CustomerId(7)}");
        yield return new("orders of a SKU", address, $"{list}&sku={LargeShop.Sku(7)}");
        yield return new("orders of a week", address, $"{list}&from={LargeShop.Day(100):O}&to={LargeShop.Day(107):O}");
        yield return new("orders above an amount that few reach", address, $"{list}&minTotal={LargeShop.RareTotal}");
        yield return new("orders above an amount that none reaches", address, $"{list}&minTotal={LargeShop.RareTotal * 10}");
        yield return new("orders by the beginning of an id", address, $"{list}&q={order.ToString()[..13]}");
        yield return new("orders by tracking number", address, $"{list}&q={LargeShop.TrackingNumber(FarDown(shop.Size))}");
        yield return new("orders by number", address, $"{list}&q={OrderNumber.Of(order)}");
        yield return new("orders by a number that none has", address, $"{list}&q=NO-SUCH-NUMBER");
        yield return new("returns", address, "/orders/returns?limit=25");
        yield return new("returns to approve", address, "/orders/returns?status=Requested&limit=25");
        yield return new("an order with its history", address, $"/orders/{order}");
    }

    private static IEnumerable<GridQuestion> Products(LargeShop shop)
    {
        const string list = "/products?limit=20";
        var address = shop.Catalogue;
        yield return new("products", address, $"{list}&sort=name");
        yield return new("products by price, the dearest first", address, $"{list}&sort=-price");
        yield return new("products of a category by price", address, $"{list}&sort=price&category={shop.Category}");
        yield return new("products of a brand by name", address, $"{list}&sort=name&brand=Brand%207");
        yield return new("products by a part of the name that many have", address, $"{list}&sort=name&name=product");
        yield return new("products by a part of the name that few have", address, $"{list}&sort=price&name=9991");
        yield return new("products by a part of the name that none has", address, $"{list}&sort=name&name=nothing");
        yield return new("stock that runs out", address, "/products/variants/low-stock?atMost=5&limit=25");
        yield return new("history of a SKU's stock", address, $"/products/variants/{LargeShop.Sku(7)}/stock/history?limit=25");
        yield return new("categories", address, "/categories");
    }

    private static IEnumerable<GridQuestion> Customers(LargeShop shop)
    {
        const string list = "/users?limit=25";
        var address = shop.Users;
        yield return new("customers", address, list);
        yield return new("customers, far down", address, $"{list}&after={shop.CustomerId(FarDown(shop.Size / 2))}");
        yield return new("customers by address", address, $"{list}&email=customer-123");
        yield return new("customers by an address that none has", address, $"{list}&email=nobody");
        yield return new("customers by a part of the name that many have", address, $"{list}&name=customer");
        yield return new("customers by a part of the name that few have", address, $"{list}&name=1234");
        yield return new("staff", address, $"{list}&role=admin");
    }

    private static IEnumerable<GridQuestion> Payments(LargeShop shop)
    {
        const string list = "/payments?limit=25";
        yield return new("payments", shop.Payments, list);
        yield return new("payments that failed", shop.Payments, $"{list}&status=Failed");
        yield return new("payments given back", shop.Payments, $"{list}&status=Refunded");
        yield return new("reconciliation", shop.Payments, "/payments/reconciliation?limit=25");
    }

    private static int FarDown(int items) => items * 6 / 10;
}
