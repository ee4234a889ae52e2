using System.Text.Json.Nodes;
using System.Threading.Channels;
using Ecommerce.Shoppers.Watching;
using Microsoft.Extensions.Options;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>
/// Fills up shelves that ran short, ships what was confirmed and delivers most of it, so that the shop has something to sell for as long
/// as it is looked at.
/// </summary>
internal sealed class Clerk(
    ShopClient shop, ClerkNotes notes, Promises promises, IOptions<ShoppersOptions> options, TimeProvider timeProvider)
    : BackgroundService
{
    private const int Forbidden = 403;
    private const double IsDelivered = 0.7;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.StaffPassword.Length == 0) return;
        var clerk = new Customer(shop, options.Value.StaffEmail, options.Value.StaffPassword);
        using var patience = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => patience.CancelAfter(options.Value.SettleWithin));
        var visit = new Visit(new Random(), timeProvider, stoppingToken, patience.Token);
        try
        {
            for (; ; await visit.ThinkAsync(Round))
            {
                if (clerk.IsSignedIn || await clerk.SignInAsync()) await WorkAsync(clerk, visit);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was begun and not settled is on record.
        }
    }

    private async Task WorkAsync(Customer clerk, Visit visit)
    {
        foreach (var sku in Drain(notes.Shelves).ToHashSet())
            await promises.SettleAsync(
                new("restock", clerk, $"/products/variants/{sku}/stock", new() { ["change"] = 50, ["reason"] = "a delivery came" }), visit);
        foreach (var order in Drain(notes.Parcels))
        {
            if (visit.IsOver) return;
            var parcel = new JsonObject { ["carrier"] = "Post", ["trackingNumber"] = $"TRACK-{order.ToString()[..8]}" };
            var shipped = await promises.SettleAsync(new("ship", clerk, $"/orders/{order}/ship", parcel, order), visit);
            // Cancelled meanwhile, or not this account's to ship.
            if (shipped.IsOk
                && visit.Chance(IsDelivered)) await promises.SettleAsync(new("deliver", clerk, $"/orders/{order}/deliver", [], order),
                visit);
            if (shipped.Status == Forbidden) return;
        }
    }

    private static IEnumerable<T> Drain<T>(ChannelReader<T> notes)
    {
        while (notes.TryRead(out var note)) yield return note;
    }
}
