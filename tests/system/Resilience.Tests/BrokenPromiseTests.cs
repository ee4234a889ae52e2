using Ecommerce.Checker;

namespace Ecommerce.Resilience.Tests;

/// <summary>What clients saw is part of the proof: an answer that should not have been given is found, too.</summary>
[Collection(nameof(ProvenShop))]
public sealed class BrokenPromiseTests(ProvenShop shop)
{
    private static readonly Answer Accepted = new(202, "{}");

    private Expectations Seen => shop.Report.Expected;

    private ArrivedMail Confirmation => Seen.Mails.First(mail => mail.Confirms is not null);

    private KeyedCall Checkout => Seen.Calls.First(call => call is { Kind: "checkout", Accepted: not null });

    [Fact]
    public Task Different_response_to_the_same_call_is_reported()
        => IsCaughtAsync(5, With(Checkout with { Answers = [.. Checkout.Answers, Accepted] }));

    [Fact]
    public Task Key_reused_for_another_body_is_reported()
        => IsCaughtAsync(5, With(Checkout with { AnswersToAnotherBody = [Accepted] }));

    [Fact]
    public Task Key_without_a_response_is_reported()
        => IsCaughtAsync(10, Seen with { Calls = [.. Seen.Calls, new("cancel", Guid.CreateVersion7(), "key", null) { Answers = [] }] });

    [Fact]
    public Task Accepted_order_that_is_missing_is_reported() => IsCaughtAsync(10, With(Checkout with { WasRead = false }));

    [Fact]
    public Task Unrequested_order_is_reported()
        => IsCaughtAsync(10, Seen with { Calls = [.. Seen.Calls.Where(call => call != Checkout)] });

    [Fact]
    public Task Accepted_call_without_effect_is_reported()
        => IsCaughtAsync(
            [5, 10],
            Seen with
            {
                Calls = [.. Seen.Calls, new("cancel", Guid.CreateVersion7(), "key", Guid.CreateVersion7()) { Answers = [Accepted] }],
            });

    [Fact]
    public Task Cart_item_bought_twice_is_reported() => IsCaughtAsync(5, Seen with { PutInCarts = [] });

    [Fact]
    public Task Token_that_survives_the_reuse_of_another_is_reported()
        => IsCaughtAsync(9, Seen with { ReusedTokens = [Seen.ReusedTokens[0] with { SuccessorStatus = 200 }] });

    [Fact]
    public Task Missing_confirmation_mail_is_reported()
        => IsCaughtAsync(8, Seen with { Mails = [.. Seen.Mails.Where(mail => mail != Confirmation)] });

    [Fact]
    public Task Duplicate_confirmation_mail_is_reported() => IsCaughtAsync(8, Seen with { Mails = [.. Seen.Mails, Confirmation] });

    [Fact]
    public Task Misdirected_confirmation_mail_is_reported()
        => IsCaughtAsync(
            8, Seen with { Mails = [.. Seen.Mails.Where(mail => mail != Confirmation), Confirmation with { To = "nobody@example.com" }] });

    [Fact]
    public Task Unexpected_mail_is_reported()
        => IsCaughtAsync(8, Seen with { Mails = [.. Seen.Mails, new(Guid.CreateVersion7(), Confirmation.To, null)] });

    [Fact]
    public Task Rating_that_differs_from_its_reviews_is_reported()
        => IsCaughtAsync(
            8,
            Seen with
            {
                Ratings = [.. Seen.Ratings.Select((rating, i) => i > 0 ? rating : rating with { Average = rating.Average + 0.01m })],
            });

    [Fact]
    public Task Price_that_differs_from_the_import_is_reported()
        => IsCaughtAsync(7, Seen with { Skus = [.. Seen.Skus.Select(sku => sku with { Price = sku.Price + 0.01m })] });

    private Expectations With(KeyedCall changed) => Seen with { Calls = [.. Seen.Calls.Select(call => call == Checkout ? changed : call)] };

    private Task IsCaughtAsync(int invariant, Expectations expected) => IsCaughtAsync([invariant], expected);

    private async Task IsCaughtAsync(IEnumerable<int> invariants, Expectations expected)
    {
        var verdicts = ShopCheck.Run(await EndState.ReadAsync(shop.Good), expected);

        Assert.Equal(invariants, verdicts.Where(verdict => !verdict.Holds).Select(verdict => verdict.Number));
    }
}
