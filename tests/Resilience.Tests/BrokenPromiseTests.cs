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
    public Task Another_answer_to_the_same_call_is_found()
        => IsCaughtAsync(5, With(Checkout with { Answers = [.. Checkout.Answers, Accepted] }));

    [Fact]
    public Task A_key_that_was_taken_for_another_body_is_found()
        => IsCaughtAsync(5, With(Checkout with { AnswersToAnotherBody = [Accepted] }));

    [Fact]
    public Task A_key_that_was_never_answered_is_found()
        => IsCaughtAsync(10, Seen with { Calls = [.. Seen.Calls, new("cancel", Guid.CreateVersion7(), "key", null) { Answers = [] }] });

    [Fact]
    public Task An_accepted_order_that_cannot_be_read_is_found() => IsCaughtAsync(10, With(Checkout with { WasRead = false }));

    [Fact]
    public Task An_order_that_nobody_asked_for_is_found()
        => IsCaughtAsync(10, Seen with { Calls = [.. Seen.Calls.Where(call => call != Checkout)] });

    [Fact]
    public Task An_accepted_call_that_left_no_trace_is_found()
        => IsCaughtAsync([5, 10], Seen with { Calls = [.. Seen.Calls, new("cancel", Guid.CreateVersion7(), "key", Guid.CreateVersion7()) { Answers = [Accepted] }] });

    [Fact]
    public Task A_piece_in_a_cart_that_was_bought_twice_is_found() => IsCaughtAsync(5, Seen with { PutInCarts = [] });

    [Fact]
    public Task A_token_that_outlives_the_reuse_of_another_is_found()
        => IsCaughtAsync(9, Seen with { ReusedTokens = [Seen.ReusedTokens[0] with { SuccessorStatus = 200 }] });

    [Fact]
    public Task A_confirmation_that_never_came_is_found() => IsCaughtAsync(8, Seen with { Mails = [.. Seen.Mails.Where(mail => mail != Confirmation)] });

    [Fact]
    public Task A_confirmation_that_came_twice_is_found() => IsCaughtAsync(8, Seen with { Mails = [.. Seen.Mails, Confirmation] });

    [Fact]
    public Task A_confirmation_that_went_to_somebody_else_is_found()
        => IsCaughtAsync(8, Seen with { Mails = [.. Seen.Mails.Where(mail => mail != Confirmation), Confirmation with { To = "nobody@example.com" }] });

    [Fact]
    public Task A_mail_that_nobody_was_to_send_is_found()
        => IsCaughtAsync(8, Seen with { Mails = [.. Seen.Mails, new(Guid.CreateVersion7(), Confirmation.To, null)] });

    [Fact]
    public Task A_rating_that_is_not_what_people_gave_is_found()
        => IsCaughtAsync(8, Seen with { Ratings = [.. Seen.Ratings.Select((rating, i) => i > 0 ? rating : rating with { Average = rating.Average + 0.01m })] });

    [Fact]
    public Task A_price_that_is_not_the_imported_one_is_found()
        => IsCaughtAsync(7, Seen with { Skus = [.. Seen.Skus.Select(sku => sku with { Price = sku.Price + 0.01m })] });

    private Expectations With(KeyedCall changed) => Seen with { Calls = [.. Seen.Calls.Select(call => call == Checkout ? changed : call)] };

    private Task IsCaughtAsync(int invariant, Expectations expected) => IsCaughtAsync([invariant], expected);

    private async Task IsCaughtAsync(IEnumerable<int> invariants, Expectations expected)
    {
        var verdicts = ShopCheck.Run(await EndState.ReadAsync(shop.Good), expected);

        Assert.Equal(invariants, verdicts.Where(verdict => !verdict.Holds).Select(verdict => verdict.Number));
    }
}
