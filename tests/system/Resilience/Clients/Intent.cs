using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ecommerce.Checker;
using Ecommerce.Load;
using static Ecommerce.Load.Shop.Requests;

namespace Ecommerce.Resilience.Clients;

/// <summary>Something that is wanted once, under a key of its own, however often it has to be said.</summary>
/// <param name="kind">As <see cref="KeyedCall.Kind"/> has it.</param>
/// <param name="caller">Who wants it.</param>
/// <param name="path">Where it is posted to.</param>
/// <param name="body">What is posted.</param>
/// <param name="order">The order that it is about; null for a checkout, which makes one.</param>
internal sealed class Intent(string kind, Shopper caller, string path, JsonObject body, Guid? order = null)
{
    private readonly ConcurrentQueue<Answer> answers = [];
    private readonly ConcurrentQueue<Answer> answersToAnotherBody = [];
    private readonly string key = Guid.CreateVersion7().ToString();
    private bool wasRead;

    public string Kind => kind;

    public Shopper Caller => caller;

    /// <summary>Pieces per SKU, where they are named.</summary>
    public IReadOnlyDictionary<string, int>? Items { get; init; }

    public Answer? Accepted => answers.FirstOrDefault(answer => answer.IsOk);

    /// <summary>Whether it is known what became of it.</summary>
    public bool IsSettled => answers.Any(answer => !answer.IsInProgress);

    public Guid? Order => order ?? (kind == "checkout" && Accepted is { } accepted ? (Guid)JsonNode.Parse(accepted.Body)!["id"]! : null);

    public async Task<Answer?> SendAsync(ShopClient shop, Turn? turn = null)
    {
        var answer = await shop.SendAsync(
            turn is null ? $"{kind} again" : kind, Request(HttpMethod.Post, path, caller.Token, body, key), turn);
        if (answer is not null) answers.Enqueue(answer);
        return answer;
    }

    /// <summary>The same key for something else: nobody may take that for the same.</summary>
    public async Task SendAnotherBodyAsync(ShopClient shop)
    {
        var another = (JsonObject)body.DeepClone();
        another["shippingAddress"]!["street"] = "2 Other Street";
        var answer = await shop.SendAsync($"{kind} with another body", Request(HttpMethod.Post, path, caller.Token, another, key));
        if (answer is not null) answersToAnotherBody.Enqueue(answer);
    }

    /// <summary>Repeats it until it is known what became of it; a checkout's order is read then.</summary>
    public async Task SettleAsync(ShopClient shop)
    {
        if (!IsSettled) await Patiently.RepeatAsync(() => SendAsync(shop), $"{kind} {key}");
        if (kind == "checkout" && Order is { } bought)
            wasRead = (
                await Patiently.RepeatAsync(
                    () => shop.SendAsync("read order", Request(HttpMethod.Get, $"/orders/{bought}", caller.Token)), $"order {bought}"))
                .IsOk;
    }

    public KeyedCall ToKeyedCall() => new(kind, caller.Id, key, Order)
    {
        Items = Items, Answers = [.. answers], AnswersToAnotherBody = [.. answersToAnotherBody], WasRead = wasRead,
    };
}
