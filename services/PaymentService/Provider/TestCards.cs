namespace Ecommerce.PaymentService.Provider;

/// <summary>How the simulated provider answers. It moves no money, so it takes no card that might be a real one.</summary>
internal static class TestCards
{
    /// <summary>Why a capture is refused; null where it succeeds.</summary>
    public static string? Refusal(string number) => number switch
    {
        "4242424242424242" => null,
        "4000000000000002" => "card-declined",
        "4000000000009995" => "insufficient-funds",
        _ => "test-mode-requires-test-card",
    };
}
