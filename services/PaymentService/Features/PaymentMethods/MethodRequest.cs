using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.PaymentService.Features.PaymentMethods;

/// <summary>Card data, or the provider's token of a card. A class, not a record, so that no log can print card data.</summary>
internal sealed class MethodRequest
{
    private const int MaxYearsAhead = 30;
    private const int MaxTokenLength = 255;

    public string? Number { get; init; }
    public int? ExpiryMonth { get; init; }
    public int? ExpiryYear { get; init; }
    public string? Cvc { get; init; }

    /// <summary>The token that the provider's script in the browser exchanged the card for.</summary>
    public string? Token { get; init; }

    /// <summary>Whether it is saved for the next purchase.</summary>
    public bool? Save { get; init; }

    public void Check(FieldErrors errors, bool acceptsCards, DateTimeOffset now)
    {
        if (acceptsCards)
            CheckCard(errors, now);
        else
            CheckToken(errors);
    }

    /// <summary>Call only after <see cref="Check"/> without errors.</summary>
    public MethodSource ToSource() => Token is null
        ? new(new Card(CardNumber.Normalize(Number!), ExpiryMonth!.Value, ExpiryYear!.Value, Cvc!), null)
        : new(null, Token);

    private void CheckCard(FieldErrors errors, DateTimeOffset now) => errors
        .Check("token", Token is null, "is not taken: send the card")
        .Check("number", Number is { Length: <= 40 } && CardNumber.IsValid(CardNumber.Normalize(Number)), "must be a card number")
        .Check("expiryMonth", ExpiryMonth is >= 1 and <= 12, "must be 1 to 12")
        .Check(
            "expiryYear", ExpiryYear >= now.Year && ExpiryYear <= now.Year + MaxYearsAhead,
            "must be a year with four digits that is not past")
        .Check("expiryMonth", ExpiryYear != now.Year || ExpiryMonth >= now.Month, "must not be past")
        .Check("cvc", Cvc is { Length: 3 or 4 } && Cvc.All(char.IsAsciiDigit), "must have 3 or 4 digits");

    private void CheckToken(FieldErrors errors) => errors
        .Check("number", Number is null, "must not be sent here: exchange the card for a token with the provider's script")
        .Check("cvc", Cvc is null, "must not be sent here: exchange the card for a token with the provider's script")
        .CheckPaymentToken("token", Token, MaxTokenLength);
}

/// <param name="Id">Set for a saved method.</param>
internal sealed record MethodResponse(string Token, string Brand, string Last4, Guid? Id);

internal sealed record MethodList(IReadOnlyList<StoredMethod> Items);
