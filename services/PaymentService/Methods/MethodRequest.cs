using Ecommerce.PaymentService.Provider;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.PaymentService.Methods;

/// <summary>A card as typed. A class, not a record: nothing may print what is in it.</summary>
internal sealed class MethodRequest
{
    private const int FarthestYear = 30;

    public string? Number { get; init; }
    public int? ExpiryMonth { get; init; }
    public int? ExpiryYear { get; init; }
    public string? Cvc { get; init; }

    public void Check(FieldErrors errors, DateTimeOffset now) => errors
        .Check("number", Number is { Length: <= 40 } && CardNumber.IsValid(CardNumber.Normalise(Number)), "must be a card number")
        .Check("expiryMonth", ExpiryMonth is >= 1 and <= 12, "must be 1 to 12")
        .Check("expiryYear", ExpiryYear >= now.Year && ExpiryYear <= now.Year + FarthestYear, "must be a year with four digits that is not past")
        .Check("expiryMonth", ExpiryYear != now.Year || ExpiryMonth >= now.Month, "must not be past")
        .Check("cvc", Cvc is { Length: 3 or 4 } && Cvc.All(char.IsAsciiDigit), "must have 3 or 4 digits");

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public Card ToCard() => new(CardNumber.Normalise(Number!), ExpiryMonth!.Value, ExpiryYear!.Value, Cvc!);
}

internal sealed record MethodResponse(string Token, string Brand, string Last4);
