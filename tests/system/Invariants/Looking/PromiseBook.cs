using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Checker;
using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Pages;

namespace Ecommerce.Invariants.Looking;

/// <summary>What the shop answered the <c>shoppers</c> program, where that runs: it is held to that. The latest answers are kept.</summary>
internal sealed class PromiseBook(IConfiguration configuration, ShopStores stores) : IDisposable
{
    private const int Kept = 1000;
    private const int AtOnce = 100;
    private const int Again = 20;

    private const string ReadKeys = """
        select k.user_id as userid, k.key, k.status, k.location, k.body
        from idempotency_keys k join unnest(@users, @keys) as asked (user_id, key) on asked.user_id = k.user_id and asked.key = k.key
        """;

    private readonly HttpClient? shoppers = configuration.GetWebAddress("services:shoppers:http:0") is { } address
        ? new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) }
        : null;

    private readonly Queue<KeyedCall> calls = [];
    private readonly Queue<Guid> fresh = [];
    private long last;
    private int turn;

    public int Count => calls.Count;

    /// <summary>Whether there are some that were not checked yet.</summary>
    public bool HasNew => fresh.Count > 0;

    /// <summary>Why there are no new ones; null: there may be.</summary>
    public string? Silence { get; private set; } = "nobody said where the shoppers are";

    /// <summary>Orders whose answers are to be checked next: new ones, and some of the others in turn.</summary>
    public async Task<IReadOnlyList<Guid>> NextAsync()
    {
        await FetchAsync();
        var orders = new List<Guid>();
        while (orders.Count < AtOnce && fresh.TryDequeue(out var order)) orders.Add(order);
        if (calls.Count > 0)
            orders.AddRange(Enumerable.Range(turn, Again).Select(i => calls.ElementAt(i % calls.Count).OrderId).OfType<Guid>());
        turn = calls.Count == 0 ? 0 : (turn + Again) % calls.Count;
        return orders;
    }

    /// <summary>What the shop was told of an order, and said.</summary>
    public IReadOnlyCollection<KeyedCall> Of(Guid order) => [.. calls.Where(call => call.OrderId == order)];

    /// <summary>What it keeps of the calls about some orders, to answer a repetition.</summary>
    public async Task<IReadOnlyList<KeyRow>> KeysAsync(Guid[] orders)
    {
        var asked = orders.ToHashSet();
        var about = calls.Where(call => call.OrderId is { } order && asked.Contains(order)).ToList();
        if (about.Count == 0) return [];
        var (users, keys) = (about.Select(call => call.UserId).ToArray(), about.Select(call => call.Key).ToArray());
        return await stores.Orders.ReadAsync(db => db.ReadAsync<KeyRow>(ReadKeys, new { users, keys }));
    }

    public void Forget()
    {
        calls.Clear();
        fresh.Clear();
    }

    public void Dispose() => shoppers?.Dispose();

    private async Task FetchAsync()
    {
        if (shoppers is null) return;
        try
        {
            var page = (await shoppers.GetFromJsonAsync<Page>($"/promises?after={last}", JsonSerializerOptions.Web))!;
            foreach (var promise in page.Items) Keep(promise.Call);
            // Less than before: it was started anew.
            last = page.Items.Count > 0 ? page.Items[^1].Number : Math.Min(last, page.Last);
            Silence = null;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException or JsonException)
        {
            // It is started on demand, and may be stopped at any time.
            Silence = silent.Message;
        }
    }

    /// <summary>Writes down an answer.</summary>
    public void Keep(KeyedCall call)
    {
        calls.Enqueue(call);
        if (call.OrderId is { } order) fresh.Enqueue(order);
        if (calls.Count > Kept) calls.Dequeue();
    }

    private sealed record Page(IReadOnlyList<Item> Items, long Last);

    private sealed record Item(long Number, KeyedCall Call);
}
