using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>What every component has: texts, addresses, dates and numbers in the language of its page.</summary>
public abstract class ShopComponent : ComponentBase
{
    /// <summary>The texts: <c>@T["Add to cart"]</c>.</summary>
    [Inject] protected IStringLocalizer<Texts> T { get; private set; } = null!;

    [Inject] private ShopTime Time { get; set; } = null!;

    /// <summary>The address of a page of the shop: <c>href="@Link("/cart")"</c>.</summary>
    protected static string Link(string path) => Language.Current.AddressOf(path);

    /// <summary>A day: <c>29. November 2026</c>.</summary>
    protected string Day(DateTimeOffset at) => Time.Day(at);

    /// <summary>A day and the time of it: <c>29. November 2026, 14:05</c>.</summary>
    protected string Moment(DateTimeOffset at) => Time.Moment(at);

    /// <summary>A number with these decimals: <c>4,3</c>.</summary>
    protected static string Format(decimal number, int decimals = 0) => number.ToString($"N{decimals}", CultureInfo.CurrentCulture);

    /// <summary>A sentence with links: <c>@Linked("See [returns].", ["/pages/returns"])</c>.</summary>
    /// <param name="key">Texts in brackets become links.</param>
    /// <param name="addresses">Where they lead to, in the order of the brackets: paths of pages, or whole addresses.</param>
    /// <param name="arguments">What <c>{0}</c> and those after it stand for.</param>
    protected MarkupString Linked(string key, string[] addresses, params object[] arguments)
        => LinkedText.Of(T[key, arguments], addresses.Select(Link));
}
