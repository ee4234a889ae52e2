using System.Text.Json.Nodes;
using Ecommerce.Checker;
using Ecommerce.Shoppers.Watching;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>A shopper who looks at the order until the shop has decided.</summary>
internal sealed class OrderWatch(ShopClient shop, Tally tally, ClerkNotes notes, TimeProvider timeProvider)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(3);

    /// <summary>The saga gives up a payment before that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] OnTheWay = ["Placed", "StockReserved", "Paid"];

    public async Task FollowAsync(Guid order, Customer customer, Visit visit)
    {
        var accepted = timeProvider.GetTimestamp();
        for (var wait = FirstWait; timeProvider.GetElapsedTime(accepted) < Patience; wait = wait * 1.5 < MaxWait
            ? wait * 1.5
            : MaxWait)
        {
            await visit.ThinkAsync(wait);
            if (await shop.GetAsync("order", $"/orders/{order}", customer.Token) is not { } answer) continue;
            if (answer is { Status: 401 }) await customer.SignInAsync();
            if (!answer.IsOk || OnTheWay.Contains(StatusOf(answer))) continue;
            tally.Decide(StatusOf(answer), timeProvider.GetElapsedTime(accepted));
            if (StatusOf(answer) == "Confirmed") notes.Ship(order);
            return;
        }

        tally.Decide("undecided", timeProvider.GetElapsedTime(accepted));
    }

    private static string StatusOf(Answer order) => (string)JsonNode.Parse(order.Body)!["status"]!;
}
