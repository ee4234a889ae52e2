namespace Ecommerce.PaymentService.Provider.Simulated;

/// <summary>What the simulated provider does when a card is to pay.</summary>
internal enum CardCase
{
    Captured,
    Declined,
    InsufficientFunds,

    /// <summary>It never answers, and takes nothing.</summary>
    Timeout,

    /// <summary>It never answers, but has taken the money: asked again, it says so.</summary>
    CapturedAfterTimeout,

    /// <summary>It answers that it has not decided; a webhook says later that the money was taken.</summary>
    DelayedWebhook,

    /// <summary>As <see cref="DelayedWebhook"/>, but the webhook comes twice, and an older one comes in between.</summary>
    DuplicateWebhook,
    NotATestCard,
}

/// <summary>The cards that the simulated provider knows. It moves no money, so it takes no card that might be a real one.</summary>
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
