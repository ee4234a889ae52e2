using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Infrastructure.Providers;

/// <summary>
/// A provider whose own form in the shopper's browser takes the card and authenticates the shopper (3-D Secure) before the order is placed.
/// </summary>
internal interface IBrowserPayments
{
    /// <summary>Begins an authorisation, which the browser completes. It takes no money: the order captures it.</summary>
    /// <param name="amount">What may be captured at most.</param>
    /// <param name="method">The token of a saved method; null for one that is typed.</param>
    /// <param name="save">Whether the method can be used again.</param>
    /// <exception cref="MethodRefusedException">The provider refuses it.</exception>
    Task<Authorization> BeginAsync(Guid owner, Money amount, string? method, bool save, CancellationToken cancellationToken);

    /// <summary>What the bank holds for the owner's next order.</summary>
    /// <returns>Null where it is somebody else's, not authorised, or used already.</returns>
    Task<Money?> FindHeldAsync(Guid owner, string token, CancellationToken cancellationToken);

    /// <summary>Releases what an authorisation holds. One that is captured or cancelled already stays as it is.</summary>
    Task CancelAsync(string token, CancellationToken cancellationToken);
}

/// <param name="Token">Pays for one order of its owner once the browser has completed it.</param>
/// <param name="ClientSecret">With which the browser completes it. Never logged.</param>
internal sealed record Authorization(string Token, string ClientSecret)
{
    public override string ToString() => nameof(Authorization);
}
