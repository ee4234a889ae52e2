namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of payment-service's API that pages use. Public because components are.

/// <param name="Save">Whether it is saved for the next purchase.</param>
public sealed record Card(string? Number, int? ExpiryMonth, int? ExpiryYear, string? Cvc, bool Save);

public sealed record PaymentMethod(string Token, string Brand, string Last4);

/// <param name="Token">Pays for the orders of its owner.</param>
public sealed record SavedCard(
    Guid Id, string Token, string Brand, string Last4, int ExpiryMonth, int ExpiryYear, DateTimeOffset? CreatedAt = null)
{
    /// <summary>As people know it: <c>Visa 4242</c>.</summary>
    public string Label => $"{Wording.Capitalized(Brand)} {Last4}";

    public string Expiry => $"{ExpiryMonth:00}/{ExpiryYear % 100:00}";

    /// <summary>It is valid to the end of its month.</summary>
    public bool IsExpiredAt(DateTimeOffset now) => (ExpiryYear, ExpiryMonth).CompareTo((now.Year, now.Month)) < 0;
}

public sealed record SavedCardList(IReadOnlyList<SavedCard> Items);

/// <param name="MethodId">Of a saved card; null for one that is typed.</param>
public sealed record AuthorizationRequest(Price Amount, Guid? MethodId, bool Save);

/// <param name="Token">Pays for one order once the browser has completed it.</param>
public sealed record Authorization(string Token, string ClientSecret);

/// <summary>What the shopper's bank holds for an order.</summary>
public sealed record HeldAuthorization(string Token, Price Amount);

/// <summary>The token of a card that the provider's form took, to be saved.</summary>
public sealed record CardToken(string Token, bool Save);

/// <summary>What the script of the checkout shows.</summary>
public sealed record Refusal(string Message);
