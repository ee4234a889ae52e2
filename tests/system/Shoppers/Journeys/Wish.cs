using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ecommerce.Checker;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>Something that is wanted once, under a key of its own, however often it has to be said.</summary>
/// <param name="kind">As <see cref="KeyedCall.Kind"/> has it.</param>
/// <param name="caller">Who wants it.</param>
/// <param name="path">Where it is posted to.</param>
/// <param name="body">What is posted.</param>
/// <param name="order">The order that it is about; null for a checkout, which makes one, and for what is about none.</param>
internal sealed class Wish(string kind, Customer caller, string path, JsonObject body, Guid? order = null)
{
    private const int TooMany = 429;
    private const int Unauthorized = 401;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<Answer> answers = [];

    public string Kind => kind;

    public string Key { get; } = Guid.CreateVersion7().ToString();

    public Guid CallerId { get; } = caller.Id;

    /// <summary>The order that it is about, or led to; null: there is none, or none yet.</summary>
    public Guid? Order
        => order
            ?? (
                kind == "checkout" && answers.FirstOrDefault(answer => answer.IsOk) is { } accepted
                    ? (Guid)JsonNode.Parse(accepted.Body)!["id"]!
                    : null);

    /// <summary>Whether the shop has said anything about it.</summary>
    public bool WasAnswered => !answers.IsEmpty;

    /// <summary>Says it until it is known what became of it.</summary>
    /// <exception cref="OperationCanceledException">It was given up, and may have been done or not.</exception>
    public async Task<Answer> SettleAsync(ShopClient shop, Visit visit)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < MaxWait ? wait * 2 : MaxWait)
        {
            var answer = await SayAsync(shop);
            if (answer is { IsInProgress: false, Status: not (TooMany or Unauthorized) }) return answer;
            await visit.WaitAsync(wait);
            if (answer is { Status: Unauthorized }) await caller.SignInAsync();
            // Whose account is gone is never answered otherwise.
            if (answer is { Status: Unauthorized } && caller.IsUnknown) return answer;
        }
    }

    public async Task<Answer?> SayAsync(ShopClient shop)
    {
        var answer = await shop.PostAsync(answers.IsEmpty ? kind : $"{kind} again", path, caller.Token, body.DeepClone(), Key);
        if (answer is { Status: not (TooMany or Unauthorized) }) answers.Enqueue(answer);
        return answer;
    }

    public KeyedCall ToKeyedCall() => new(kind, CallerId, Key, Order) { Answers = [.. answers], WasRead = true };
}
