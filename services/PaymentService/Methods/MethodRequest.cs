using Ecommerce.PaymentService.Provider;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.PaymentService.Methods;

/// <summary>A card as typed, or the provider's token of one. A class, not a record: nothing may print what is in it.</summary>
internal sealed class MethodRequest
{
    private const int FarthestYear = 30;
    private const int LongestToken = 255;

    public string? Number { get; init; }
    public int? ExpiryMonth { get; init; }
    public int? ExpiryYear { get; init; }
    public string? Cvc { get; init; }

    /// <summary>What the provider's own script in the browser exchanged the card for.</summary>
    public string? Token { get; init; }

    /// <summary>Whether it is kept for the next purchase.</summary>
    public bool? Save { get; init; }

    public void Check(FieldErrors errors, bool takesCards, DateTimeOffset now)
    {
        if (takesCards)
            CheckCard(errors, now);
        else
            CheckToken(errors);
    }

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public MethodSource ToSource() => Token is null
        ? new(new Card(CardNumber.Normalise(Number!), ExpiryMonth!.Value, ExpiryYear!.Value, Cvc!), null)
        : new(null, Token);

    private void CheckCard(FieldErrors errors, DateTimeOffset now) => errors
        .Check("token", Token is null, "is not taken: send the card")
        .Check("number", Number is { Length: <= 40 } && CardNumber.IsValid(CardNumber.Normalise(Number)), "must be a card number")
        .Check("expiryMonth", ExpiryMonth is >= 1 and <= 12, "must be 1 to 12")
        .Check("expiryYear", ExpiryYear >= now.Year && ExpiryYear <= now.Year + FarthestYear, "must be a year with four digits that is not past")
        .Check("expiryMonth", ExpiryYear != now.Year || ExpiryMonth >= now.Month, "must not be past")
        .Check("cvc", Cvc is { Length: 3 or 4 } && Cvc.All(char.IsAsciiDigit), "must have 3 or 4 digits");

    private void CheckToken(FieldErrors errors) => errors
        .Check("number", Number is null, "must not be sent here: exchange the card for a token with the provider's script")
        .Check("cvc", Cvc is null, "must not be sent here: exchange the card for a token with the provider's script")
        .Check(
            "token", Token is { Length: >= 1 and <= LongestToken } && Token.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'),
            "must be a token of the provider");
}

/// <param name="Id">Of a method that was kept.</param>
internal sealed record MethodResponse(string Token, string Brand, string Last4, Guid? Id);

internal sealed record MethodList(IReadOnlyList<StoredMethod> Items);
