using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Checkout;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AddressForm))]
internal sealed partial class CheckoutDraftJson : JsonSerializerContext;

/// <summary>
/// The address that was typed and what was chosen, kept in the shopper's own browser until the order is placed: a login in between does
/// not lose it.
/// </summary>
internal sealed class CheckoutDraft(IHttpContextAccessor accessor)
{
    private const string Cookie = "checkout";
    private const string Pages = "/checkout";
    private const int MaxLength = 3000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly HttpContext context = accessor.HttpContext ?? throw new InvalidOperationException("A draft belongs to a request.");

    /// <summary>Null where nothing was typed yet, or what is kept cannot be read.</summary>
    public AddressForm? Read()
    {
        var text = context.Request.Cookies[Cookie];
        if (text is null || !Base64Url.IsValid(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), CheckoutDraftJson.Default.AddressForm);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>The form with the street that was typed before, where this one asked for none.</returns>
    public AddressForm Save(AddressForm form)
    {
        var draft = form.HasStreet || Read() is not { } earlier
            ? form.WithoutCard()
            : form.WithoutCard() with { Street = earlier.Street, City = earlier.City, PostalCode = earlier.PostalCode };
        var text = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(draft, CheckoutDraftJson.Default.AddressForm));
        // What no address is as long as is refused by the API, and a browser keeps no such cookie.
        if (text.Length <= MaxLength)
            context.KeepCookie(Pages, Cookie, text, Lifetime);
        return draft;
    }

    public void Clear() => context.DeleteCookie(Pages, Cookie);
}
