using System.Text.Json.Nodes;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>Customers who say what they think of a product: once each.</summary>
internal sealed class Opinions(ShopClient shop, Browsing browsing, Customers customers)
{
    private const int Conflict = 409;

    public async Task<bool> WriteAsync(Visit visit)
    {
        if (await browsing.FindAsync(visit) is not { } product) return false;
        // Everybody is busy: then it was a look.
        if (await customers.TakeAsync() is not { } customer) return true;
        try
        {
            var review = new JsonObject
            {
                ["productId"] = (string)product["id"]!, ["stars"] = visit.Random.Next(1, 6), ["title"] = "So so",
                ["text"] = "It does what it is for.",
            };
            var answer = await shop.PostAsync("review", "/reviews", customer.Token, review);
            if (answer is { Status: 401 }) await customer.SignInAsync();
            return answer is { IsOk: true } or { Status: Conflict };
        }
        finally
        {
            customers.GiveBack(customer);
        }
    }
}
