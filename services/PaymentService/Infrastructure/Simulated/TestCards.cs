namespace Ecommerce.PaymentService.Infrastructure.Simulated;

/// <summary>What the simulated provider does with a capture.</summary>
internal enum CardCase
{
    Captured,
    Declined,
    InsufficientFunds,

    /// <summary>It never answers, and captures nothing.</summary>
    Timeout,

    /// <summary>It does not answer the first call but has captured: a repetition reports it.</summary>
    CapturedAfterTimeout,

    /// <summary>The result is pending; a webhook reports later that it was captured.</summary>
    DelayedWebhook,

    /// <summary>As <see cref="DelayedWebhook"/>, but the webhook is sent twice, with an older one in between.</summary>
    DuplicateWebhook,
    NotATestCard,
}

/// <summary>The test cards. The simulated provider moves no money, so it refuses all others: they might be real.</summary>
internal static class TestCards
{
    public static CardCase Of(string number) => number switch
    {
        "4242424242424242" => CardCase.Captured,
        "4000000000000002" => CardCase.Declined,
        "4000000000009995" => CardCase.InsufficientFunds,
        "4000000000001000" => CardCase.Timeout,
        "4000000000001018" => CardCase.CapturedAfterTimeout,
        "4000000000001026" => CardCase.DelayedWebhook,
        "4000000000001034" => CardCase.DuplicateWebhook,
        _ => CardCase.NotATestCard,
    };

    /// <summary>Why a capture is refused; null where it is not.</summary>
    public static string? Refusal(this CardCase card) => card switch
    {
        CardCase.Declined => "card-declined",
        CardCase.InsufficientFunds => "insufficient-funds",
        CardCase.NotATestCard => "test-mode-requires-test-card",
        _ => null,
    };

    public static bool IsDecidedLater(this CardCase card) => card is CardCase.DelayedWebhook or CardCase.DuplicateWebhook;
}
